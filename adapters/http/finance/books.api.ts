import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Account,
  AccountChange,
  AccountId,
  FiscalYear,
  FiscalYearId,
  Journal,
  NewAccount,
  NewFiscalYear,
  NewJournal,
  NewVatCode,
  Period,
  PeriodId,
  VatCode
} from "../../../domain/finance/accounting/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"

const ChartLoaded = Schema.Struct({ chart: Schema.String, added: Schema.Int }).annotate({
  identifier: "ChartLoaded",
  examples: [{ chart: "PCG 2026", added: 820 }]
})

const PeriodChange = Schema.Struct({
  state: Schema.optionalKey(Schema.Literals(["open", "soft_locked", "locked"])),
  vatLocked: Schema.optionalKey(Schema.Literal(true))
}).annotate({ identifier: "PeriodChange", examples: [{ state: "soft_locked" }] })

const created = HttpApiSchema.status(201)

export class BooksApi extends HttpApiGroup.make("books")
  .add(
    HttpApiEndpoint.get("accounts", "/accounting/accounts", {
      query: {
        ...PageQuery,
        prefix: Schema.optional(
          Schema.String.check(Schema.isPattern(/^[1-8][0-9A-Z]{0,19}$/u)).annotate({
            description: "Only accounts whose code starts so",
            examples: ["512"]
          })
        ),
        active: Schema.optional(Schema.Literals(["true", "false"]))
      },
      success: Page(Account)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the chart of accounts, by code"),
    HttpApiEndpoint.post("addAccount", "/accounting/accounts", {
      headers: WriteHeaders,
      payload: NewAccount,
      success: Account.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add an account to the chart"),
    HttpApiEndpoint.patch("changeAccount", "/accounting/accounts/:accountId", {
      params: { accountId: AccountId },
      headers: UpdateHeaders,
      payload: AccountChange,
      success: Account,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Rename, deactivate or reactivate an account"),
    HttpApiEndpoint.post("loadChart", "/accounting/chart", { headers: WriteHeaders, success: ChartLoaded })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Load the Plan comptable général 2026"),
    HttpApiEndpoint.get("journals", "/accounting/journals", { success: Schema.Array(Journal) })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the journals"),
    HttpApiEndpoint.post("addJournal", "/accounting/journals", {
      headers: WriteHeaders,
      payload: NewJournal,
      success: Journal.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add a journal"),
    HttpApiEndpoint.get("vatCodes", "/accounting/vat-codes", { success: Schema.Array(VatCode) })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the VAT codes"),
    HttpApiEndpoint.post("addVatCode", "/accounting/vat-codes", {
      headers: WriteHeaders,
      payload: NewVatCode,
      success: VatCode.pipe(created),
      error: [AlreadyExistsProblem, NotFoundProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add a VAT code"),
    HttpApiEndpoint.get("fiscalYears", "/accounting/fiscal-years", { success: Schema.Array(FiscalYear) })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the fiscal years"),
    HttpApiEndpoint.post("openFiscalYear", "/accounting/fiscal-years", {
      headers: WriteHeaders,
      payload: NewFiscalYear,
      success: FiscalYear.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Open a fiscal year, cut into months"),
    HttpApiEndpoint.get("periods", "/accounting/fiscal-years/:fiscalYearId/periods", {
      params: { fiscalYearId: FiscalYearId },
      success: Schema.Array(Period),
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the periods of a fiscal year"),
    HttpApiEndpoint.patch("movePeriod", "/accounting/periods/:periodId", {
      params: { periodId: PeriodId },
      headers: UpdateHeaders,
      payload: PeriodChange,
      success: Period,
      error: [NotFoundProblem, VersionConflictProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "accounting:lock")
      .annotate(OpenApi.Summary, "Lock a period softly or for good, reopen a soft lock, or lock its VAT")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Accounts, journals and years")
  .annotate(OpenApi.Description, "Chart of accounts, journals, fiscal years, periods and VAT codes") {}
