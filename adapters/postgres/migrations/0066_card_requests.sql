-- Cards that people ask others for. Nobody decides what he asked for.
create table azals.card_request (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  purpose text not null,
  card jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'refused', 'withdrawn')),
  requested_by uuid not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  card_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, card_id),
  foreign key (tenant_id, card_id) references azals.card (tenant_id, id),
  check ((decided_by is not null) = (state in ('approved', 'refused'))),
  check ((decided_at is not null) = (decided_by is not null)),
  check ((card_id is not null) = (state = 'approved')),
  check ((reason is not null) = (state = 'refused')),
  check (decided_by <> requested_by)
);
create index on azals.card_request (tenant_id, requested_by, id desc);
call engine.protect('azals.card_request', rights => 'select, insert, update');
