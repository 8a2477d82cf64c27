-- What was done to a payment at its gateway by another hand than ours has no intent: it is known when it is over.
alter table azals.payment_operation alter column intent_id drop not null;
alter table azals.payment_operation add constraint payment_operation_elsewhere
  check (intent_id is not null or kind in ('capture', 'void', 'refund'));
create index on azals.payment_operation (tenant_id, gateway_reference) where gateway_reference is not null;
