-- A job of an import that is cancelled leaves the import where it can go on: in the transaction of the cancellation,
-- whoever ended the job. Nothing is posted: back to `previewed`. Some entries are: `stopped`, to be gone on with or
-- undone. An undo: `undo_stopped`, to be gone on with.
alter table azals.fec_import drop constraint fec_import_state_check;
alter table azals.fec_import add constraint fec_import_state_check
  check (state in ('previewed', 'committing', 'stopped', 'committed', 'undoing', 'undo_stopped', 'undone'));

create function azals.fec_import_stopped() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $stopped$
begin
  update fec_import set version = version + 1,
      state = case when state = 'undoing' then 'undo_stopped' when posted = 0 then 'previewed' else 'stopped' end
    where tenant_id = new.tenant_id and job_id = new.id and state in ('committing', 'undoing');
  return null;
end
$stopped$;
create trigger fec_import_stopped after update of status on azals.job for each row
  when (new.status = 'cancelled' and old.status <> 'cancelled') execute function azals.fec_import_stopped();
