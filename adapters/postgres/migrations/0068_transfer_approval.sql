-- A transfer that a process asks for is checked first, and leaves once the process is approved.
alter table azals.transfer add column awaits_approval boolean not null default false;
alter table azals.transfer drop constraint transfer_waits_for_batch;
alter table azals.transfer add constraint transfer_checked_waits
  check (state <> 'checked' or batch_id is not null or awaits_approval);
alter table azals.transfer add constraint transfer_waits_for_one check (not (awaits_approval and batch_id is not null));
