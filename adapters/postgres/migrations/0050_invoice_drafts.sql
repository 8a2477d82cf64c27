-- Invoices that are being prepared for a financer: nothing of them has left. `content` holds what is known yet.
create table azals.invoice_draft (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  content jsonb not null,
  document_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call engine.protect('azals.invoice_draft');
