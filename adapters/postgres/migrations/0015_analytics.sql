-- Analytic axes and their sections. Lines name them by code, in `journal_line.analytics`.
create table azals.analytic_axis (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  code text not null,
  label text not null,
  required_for jsonb not null default '[]',
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call engine.protect('azals.analytic_axis', rights => 'select, insert, update');

create table azals.analytic_section (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  axis_code text not null,
  code text not null,
  label text not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, axis_code, code),
  foreign key (tenant_id, axis_code) references azals.analytic_axis (tenant_id, code)
);
call engine.protect('azals.analytic_section', rights => 'select, insert, update');
create index on azals.journal_line (tenant_id, entry_date) where analytics is not null;
