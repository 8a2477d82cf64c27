-- 0032 and 0033 pointed at what was open already without naming a company: row-level security shows even the owner
-- nothing then, so they found nothing. What was open before them is pointed at here.
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    insert into engine.intent_pointer
      select tenant_id, id, now() from azals.provider_intent
      where tenant_id = company and state in ('created', 'sent', 'unknown')
      on conflict do nothing;
    insert into engine.financing_pointer
      select tenant_id, id, connection_id, now() from azals.financed_invoice
      where tenant_id = company and state not in ('declined', 'withdrawn', 'paid', 'refused')
      on conflict do nothing;
    insert into engine.financing_pointer
      select a.tenant_id, a.id, i.connection_id, now() from azals.advance a
      join azals.financed_invoice i on i.tenant_id = a.tenant_id and i.id = a.financed_invoice_id
      where a.tenant_id = company and a.state not in ('declined', 'refused', 'repaid', 'cancelled')
      on conflict do nothing;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;
