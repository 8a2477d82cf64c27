import { ownDatabase } from "./jobs/ownDatabase.ts"

const switchOff = `do $$ declare t regclass; begin
  for t in select c.oid from pg_class c where c.relnamespace = 'azals'::regnamespace and c.relrowsecurity loop
    execute format('alter table %s no force row level security, disable row level security', t);
  end loop;
end $$`

/** A database of its own whose row-level security is off: only the predicates in the SQL stand between companies. */
export const withoutPolicies = ownDatabase([switchOff])
