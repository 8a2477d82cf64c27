-- One feed brings the lines of a bank account: statement files, or its institution's API. `feed_since`: from which day on,
-- where another one told the days before.
alter table azals.bank_account add column feed text check (feed in ('files', 'institution'));
alter table azals.bank_account add column feed_since date;
alter table azals.bank_account add constraint bank_account_feed check (feed is not null or feed_since is null);

-- Of the accounts that stand: whichever brought the last line. What both brought is not taken away: a person knows which
-- lines are double. Openings of synced accounts were written as zero, whatever was there before their first line: the
-- next reading writes them from the balance and the lines. No decision of a person changes: the audit is not told.
alter table azals.bank_account disable trigger audit_row;
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    update azals.bank_account a set feed = coalesce(
        (select case when l.file_id is null then 'institution' else 'files' end from azals.bank_line l
          where l.tenant_id = company and l.bank_account_id = a.id order by l.id desc limit 1),
        (select 'institution' from azals.provider_account p
          where p.tenant_id = company and p.bank_account_id = a.id limit 1))
      where a.tenant_id = company;
    update azals.bank_statement set opening_date = null, opening_minor = null, opening_currency = null
      where tenant_id = company and file_id is null;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;
alter table azals.bank_account enable trigger audit_row;
