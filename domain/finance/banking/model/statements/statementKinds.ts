import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { intentKind } from "../../../providers/model/index.ts"
import { AccountStatementFormat, AccountStatementId } from "./AccountStatement.ts"

/** Has the institution make a statement. */
export const generateStatementIntent = intentKind({
  name: "banking.generate-statement",
  payload: Schema.Struct({
    statementId: AccountStatementId,
    accountReference: Schema.String,
    from: LocalDate,
    to: LocalDate,
    format: AccountStatementFormat
  }),
  outcome: Schema.Struct({ reference: Schema.String }),
  capability: "banking.statements",
  permissions: ["banking:write"]
})

/** Fetches the document of a statement once and keeps it among the files. Tried for about an hour. */
export const keepDocumentKind = jobKind({
  name: "banking.keep-statement",
  payload: Schema.Struct({ statementId: AccountStatementId }),
  permissions: ["banking:write"],
  maxAttempts: 20
})
