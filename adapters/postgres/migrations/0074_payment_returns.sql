-- A debit that the payer's bank takes back is an operation that nobody here asked for.
alter table azals.payment_operation drop constraint payment_operation_kind_check;
alter table azals.payment_operation add constraint payment_operation_kind_check
  check (kind in ('sale', 'authorisation', 'credit', 'validation', 'capture', 'void', 'refund', 'return'));
alter table azals.payment_operation drop constraint payment_operation_elsewhere;
alter table azals.payment_operation add constraint payment_operation_elsewhere
  check (intent_id is not null or kind in ('sale', 'capture', 'void', 'refund', 'return'));
