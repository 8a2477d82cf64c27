-- A webhook follows what somebody may read: who made it, changed where it delivers or what it follows, or enabled it,
-- whichever was last. A webhook that lost those rights is disabled.
alter table azals.webhook_subscription add column vouched_by uuid;
alter table azals.webhook_subscription drop constraint webhook_subscription_disabled_reason_check;
alter table azals.webhook_subscription add constraint webhook_subscription_disabled_reason_check
  check (disabled_reason in ('by-hand', 'gone', 'failing', 'rights-lost'));

-- Of those that stand already the audit knows it, and nothing is added to it here.
alter table azals.webhook_subscription disable trigger audit_row;
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    update azals.webhook_subscription s set vouched_by = (
        select a.actor_id from azals.audit a
        where a.tenant_id = company and a.entity = 'webhook_subscription' and a.entity_id = s.id::text
          and a.actor_kind <> 'system' and (a.action = 'insert'
            or a.before -> 'topics' <> a.after -> 'topics' or a.before -> 'address' <> a.after -> 'address'
            or (a.before ->> 'disabled_reason' is not null and a.after ->> 'disabled_reason' is null))
        order by a.seq desc limit 1)
      where s.tenant_id = company;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;
alter table azals.webhook_subscription enable trigger audit_row;
