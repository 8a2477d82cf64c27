-- A kept card can be replaced: a consent of before is not one to the new card. What a payer's authentication was.
alter table azals.payment_method add column card_since timestamptz;
alter table azals.payment_method drop constraint payment_method_state_check;
alter table azals.payment_method add constraint payment_method_state_check
  check (state in ('created', 'unknown', 'kept', 'replacing', 'refused', 'forgetting', 'forgotten'));
alter table azals.payment add column three_d_secure jsonb;
