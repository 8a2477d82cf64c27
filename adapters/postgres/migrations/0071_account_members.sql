-- What institutions are asked to do about who may act on accounts: one request about a member is open at most.
alter table azals.bank_request
  drop constraint bank_request_kind_check,
  add constraint bank_request_kind_check check (kind in ('suspend-mandate', 'resume-mandate', 'return-debit',
    'invite-member', 'change-member', 'suspend-member', 'resume-member', 'disable-member')),
  add column member jsonb;
