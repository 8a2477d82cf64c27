import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { ProvidedStatement } from "../provided/ProvidedAccount.ts"
import type { AccountStatementFormat } from "./AccountStatement.ts"

/** What an institution is asked to make: a statement of whole days, the last one among them. */
export interface StatementWanted {
  readonly accountReference: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly format: AccountStatementFormat
}

/** Where the document of a statement is, as the institution says now; null while or where there is none. */
export interface ProvidedDocument {
  readonly state: ProvidedStatement["state"]
  readonly address: string | null
}
