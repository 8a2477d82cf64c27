import { Layer, Effect } from "effect"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { TenantSql } from "../TenantSql.ts"
import { accountStatements } from "./accounts.ts"
import { fiscalYearStatements } from "./fiscalYears.ts"
import { journalStatements } from "./journals.ts"

export const booksLayer = Layer.effect(
  Books,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return Books.of({
      ...accountStatements(statements),
      ...journalStatements(statements, ids),
      ...fiscalYearStatements(statements, ids)
    })
  })
)
