-- The terms of a loan as its lender made it, which need not be those that were asked for.
alter table azals.credit_application add column granted jsonb;
grant update (granted) on azals.credit_application to azals_app;
