import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ReportSpan } from "../../../../domain/finance/accounting/model/index.ts"
import { Reports } from "../../../../ports/finance/Reports.ts"
import { TenantSql } from "../../TenantSql.ts"
import { agedBalanceStatements } from "./agedBalances.ts"
import { generalLedgerStatements } from "./generalLedgers.ts"
import { journalReportStatements } from "./journalReports.ts"
import { trialBalanceStatements } from "./trialBalances.ts"

export const reportsLayer = Layer.effect(
  Reports,
  Effect.map(TenantSql, ({ statements }) =>
    Reports.of({
      spanTo: (to) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findOneOption({
            Request: Schema.Void,
            Result: ReportSpan,
            execute: () => sql`
              select y.id as "fiscalYearId", y.starts::text as "yearStarts", y.ends::text as "yearEnds",
                y.starts::text as "from", ${to}::text as "to", t.currency,
                (select coalesce(max(f.starts) filter (where p.state = 'closed'), min(f.starts))::text
                  from azals.fiscal_year f
                  left join azals.fiscal_year p on p.tenant_id = ${tenantId} and p.ends = f.starts - 1
                  where f.tenant_id = ${tenantId} and f.starts <= y.starts) as base
              from azals.fiscal_year y join azals.tenant t on t.tenant_id = ${tenantId}
              where y.tenant_id = ${tenantId} and ${to}::date between y.starts and y.ends`
          })(undefined)
        ).pipe(Effect.orDie),
      ...trialBalanceStatements(statements),
      ...generalLedgerStatements(statements),
      ...journalReportStatements(statements),
      ...agedBalanceStatements(statements)
    })
  )
)
