-- Who held cards of the company and has left: cards of theirs are ended or blocked, and they get none until they return.
create table azals.card_holder_departure (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  member_id uuid not null,
  state text not null default 'left' check (state in ('left', 'returned')),
  noted_by uuid not null,
  left_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references azals.member (tenant_id, id)
);
call engine.protect('azals.card_holder_departure', rights => 'select, insert, update');
