import type { TenantStatements } from "../../TenantSql.ts"

/** What the virtual IBAN `v` of a query is for; null where the join found none. */
export const ibanMapping = (sql: TenantStatements["sql"]) =>
  sql`case when v.id is not null then
    jsonb_build_object('virtualIbanId', v.id, 'label', v.label, 'subject', v.subject, 'party', v.party) end`
