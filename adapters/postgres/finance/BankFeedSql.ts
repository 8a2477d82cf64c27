import { Effect, Layer } from "effect"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { TenantSql } from "../TenantSql.ts"
import { bankAccountStatements } from "./bankAccounts.ts"
import { bankLineStatements } from "./bankLines.ts"
import { bankPositionStatements } from "./bankPositions.ts"
import { statementFileStatements } from "./statementFiles.ts"
import { valueDatedStatements } from "./valueDatedMoves.ts"

export const bankFeedLayer = Layer.effect(
  BankFeed,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return BankFeed.of({
      ...bankAccountStatements(statements, ids),
      ...bankPositionStatements(statements),
      ...valueDatedStatements(statements),
      ...statementFileStatements(statements, ids),
      ...bankLineStatements(statements)
    })
  })
)
