-- An import of a foreign file: what it holds, how its codes are mapped, and how far its posting is.
create table azals.fec_import (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  -- The uploaded bytes; the file goes when it expires, the import stays.
  file_id uuid not null,
  file_name text not null,
  state text not null default 'previewed'
    check (state in ('previewed', 'committing', 'committed', 'undoing', 'undone')),
  preview jsonb not null,
  mapping jsonb not null,
  job_id uuid,
  -- Entries of the file that are posted, and groups of its lettering that were looked at.
  posted integer not null default 0 check (posted >= 0),
  lettered integer not null default 0 check (lettered >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, job_id) references azals.job (tenant_id, id)
);
call engine.protect('azals.fec_import', audited => false, rights => 'select, insert, update');

-- Decisions are audited, the steps of the posting are not; the preview is the file's content.
create constraint trigger audit_row after insert or update of state, mapping on azals.fec_import
  deferrable initially deferred for each row execute function azals.audit_row('preview', 'mapping');

-- Finds the entries of one import by the beginning of their source.
create index on azals.journal_entry (tenant_id, source_event text_pattern_ops) where source_event is not null;
