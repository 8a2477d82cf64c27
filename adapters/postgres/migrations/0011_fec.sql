-- The fichier des écritures comptables: what an export stands on, and imports of foreign files.

-- The year's entries in the order of their validation.
create index on azals.journal_entry (tenant_id, fiscal_year_id, posted_at, id);

-- Letterings in force when a running export fixed its state. Entries need none of this: they never change, and the
-- last number of each journal says which ones belong to the state.
create table azals.fec_lettering (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  job_id uuid not null,
  lettering_id uuid not null,
  primary key (tenant_id, job_id, lettering_id),
  foreign key (tenant_id, job_id) references azals.job (tenant_id, id),
  foreign key (tenant_id, lettering_id) references azals.lettering (tenant_id, id)
);
call engine.protect('azals.fec_lettering', audited => false, rights => 'select, insert, delete');
