import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import {
  AccountCode,
  AgedBalance,
  BankBalances,
  GeneralLedger,
  JournalReport,
  JournalTotals,
  ThirdParties,
  TrialBalance
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { PageQuery } from "../contract/pages.ts"
import { Requires } from "../contract/rules.ts"
import { NoFiscalYearProblem } from "./accounting.problems.ts"
import { DatesOutsideYearProblem } from "./reports.problems.ts"

const AccountPrefix = Schema.String.check(Schema.isPattern(/^[1-8][0-9A-Z]{0,19}$/)).annotate({
  description: "Accounts whose code begins with this",
  examples: ["41"]
})

/** Two dates of one fiscal year; from its first day when `from` is absent. */
const Span = { from: Schema.optional(LocalDate), to: LocalDate }
const spanProblems = [NoFiscalYearProblem, DatesOutsideYearProblem] as const

export class ReportsApi extends HttpApiGroup.make("reports")
  .add(
    HttpApiEndpoint.get("trialBalance", "/accounting/reports/trial-balance", {
      query: {
        ...PageQuery,
        ...Span,
        prefix: Schema.optional(AccountPrefix)
      },
      success: TrialBalance,
      error: spanProblems
    })
      .annotate(Requires, "accounting:read")
      .annotate(
        OpenApi.Summary,
        "Trial balance: opening, movements and closing by account, with class totals"
      ),
    HttpApiEndpoint.get("generalLedger", "/accounting/reports/general-ledger", {
      query: { ...PageQuery, ...Span, account: AccountCode, party: Schema.optional(Code) },
      success: GeneralLedger,
      error: [...spanProblems, NotFoundProblem]
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "General ledger of an account, with its balance after each movement"),
    HttpApiEndpoint.get("journalTotals", "/accounting/reports/journals", {
      query: Span,
      success: JournalTotals,
      error: spanProblems
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Totals of every journal by period"),
    HttpApiEndpoint.get("journalReport", "/accounting/reports/journal", {
      query: { ...PageQuery, ...Span, journal: Code },
      success: JournalReport,
      error: [...spanProblems, NotFoundProblem]
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One journal entry by entry, in the order of its numbers"),
    HttpApiEndpoint.get("agedBalance", "/accounting/reports/aged-balance", {
      query: { ...PageQuery, thirdParties: ThirdParties, at: LocalDate },
      success: AgedBalance
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "What customers or suppliers have open at a date, by days overdue"),
    HttpApiEndpoint.get("bankBalances", "/accounting/reports/bank-balances", {
      query: { at: LocalDate },
      success: BankBalances,
      error: NoFiscalYearProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Balance of every bank account (512) at a date")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Reports")
  .annotate(OpenApi.Description, "Trial balance, general ledger, journals, aged balances, bank balances") {}
