-- The last request to see a card's numbers: where its issuer shows them, and nothing of them.
alter table azals.card add column numbers_view jsonb;
