import { Effect, Layer } from "effect"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { TenantSql } from "../../TenantSql.ts"
import { chainStatements } from "./chains.ts"
import { invariantStatements } from "./invariants.ts"
import { lineTotals } from "./lineTotals.ts"
import { suspenseStatements } from "./suspense.ts"

export const ledgerControlsLayer = Layer.effect(
  LedgerControls,
  Effect.map(TenantSql, ({ statements }) =>
    LedgerControls.of({
      ...chainStatements(statements),
      totals: (to) => statements((unit) => lineTotals(unit, to)),
      ...invariantStatements(statements),
      ...suspenseStatements(statements)
    })
  )
)
