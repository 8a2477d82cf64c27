-- Applications for loans to the company, and the loans that were paid out.

-- `content` holds what the company asked for and agreed to, and when: nobody may change it.
create table azals.credit_application (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  content jsonb not null,
  state text not null default 'requested' check (state in
    ('requested', 'in-review', 'documents-needed', 'identity-needed', 'approved', 'loan-made', 'paid-out', 'rejected',
     'refused')),
  word text,
  reason jsonb,
  reference text,
  loan_reference text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
create index on azals.credit_application (tenant_id, connection_id, reference);
call engine.protect('azals.credit_application', rights => 'select, insert');
grant update (state, word, reason, reference, loan_reference, version) on azals.credit_application to azals_app;

-- An application has one loan at most.
create table azals.loan (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  credit_application_id uuid not null,
  terms jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, credit_application_id),
  foreign key (tenant_id, credit_application_id) references azals.credit_application (tenant_id, id)
);
call engine.protect('azals.loan', rights => 'select, insert');

-- An application is read again at its lender, like an invoice or an advance, until nothing of it can change there.
create function azals.point_at_credit() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.state in ('paid-out', 'rejected', 'refused') then
    delete from engine.financing_pointer where tenant_id = new.tenant_id and item_id = new.id;
  else
    insert into engine.financing_pointer values (new.tenant_id, new.id, new.connection_id, now() + interval '1 hour')
      on conflict do nothing;
  end if;
  return null;
end
$point$;
create trigger point_at_credit after insert or update of state on azals.credit_application
  for each row execute function azals.point_at_credit();
