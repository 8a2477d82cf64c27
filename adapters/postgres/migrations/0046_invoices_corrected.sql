-- An invoice that its financer wants corrected: a correction of it may be on its way.
alter table azals.financed_invoice drop constraint financed_invoice_state_check;
alter table azals.financed_invoice add constraint financed_invoice_state_check check (state in
  ('presenting', 'to-complete', 'correcting', 'submitted', 'verified', 'declined', 'withdrawn', 'paid', 'refused'));
