import { Option } from "effect"
import type { Statement } from "effect/sql"
import type { TenantStatements } from "../TenantSql.ts"

/** A page of what belongs to accounts at institutions, newest first. */
interface WantedPage {
  readonly after: Option.Option<string>
  readonly limit: number
  readonly providerAccountId: Option.Option<string>
  readonly state: Option.Option<string>
}

/** What follows `where tenant_id = … and` for such a page. */
export const pageOfAccount = (
  { sql }: TenantStatements,
  { after, limit, providerAccountId, state }: WantedPage
): Statement.Fragment => {
  const [last, account, only] = [
    Option.getOrNull(after),
    Option.getOrNull(providerAccountId),
    Option.getOrNull(state)
  ]
  return sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
    and (${account}::uuid is null or provider_account_id = ${account}::uuid) order by id desc limit ${limit}`
}
