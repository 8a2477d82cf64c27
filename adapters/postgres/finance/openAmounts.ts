import type { LocalDate } from "../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../TenantSql.ts"

/**
 * What was lettered of each line by the end of a day, as a subquery with the columns `line_id` and `amount`. A lettering
 * cancelled by then counts no more.
 */
export const letteredBy = ({ sql, tenantId }: TenantStatements, at: LocalDate) => sql`
  select p.line_id, sum(p.amount) as amount
  from azals.lettered_part p join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id
  where p.tenant_id = ${tenantId} and g.lettered_on <= ${at}::date
    and (g.cancelled_on is null or g.cancelled_on > ${at}::date)
  group by p.line_id`

/** What is open of a line `l` joined to its lettered part `p`: debit minus credit, exact at any size. */
export const openOf = ({ sql }: TenantStatements) =>
  sql`(case when l.debit < l.credit then -1 else 1 end * (l.debit + l.credit - coalesce(p.amount, 0))::bigint)`
