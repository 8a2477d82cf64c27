import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { BankAccountId, Transfer } from "../../../domain/finance/banking/model/index.ts"
import {
  AccountBounds,
  BoundedAccount,
  ContractKind,
  CurrencyExposure,
  ExposureRates,
  longestLadder,
  NewTreasuryContract,
  SweepOrder,
  TransferProposal,
  TreasuryContract,
  TreasuryContractId,
  TreasuryContractPlan,
  TreasuryPosition,
  ValueDateLadder,
  ValuedExposure
} from "../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { LoanNotRepayableProblem } from "./credit.problems.ts"
import { intentProblems } from "./intents.problems.ts"
import { NotProposedProblem, SweepNeedsFileProblem } from "./sweeps.problems.ts"
import {
  AccountNotOpenProblem,
  ExecutionDateNotAheadProblem,
  TransferCurrencyDiffersProblem
} from "./transfers.problems.ts"

const params = { treasuryContractId: TreasuryContractId }

const days = Schema.optional(
  Schema.NumberFromString.check(
    Schema.isInt(),
    Schema.isBetween({ minimum: 1, maximum: longestLadder })
  ).annotate({ description: "How many days ahead, 1 to 366; 30 when absent" })
)

const EarlyEnd = Schema.Struct({ on: LocalDate }).annotate({
  identifier: "TreasuryContractEnd",
  examples: [{ on: LocalDate.make("2027-01-15") }]
})

export class TreasuryApi extends HttpApiGroup.make("treasury")
  .add(
    HttpApiEndpoint.get("position", "/treasury/position", { success: TreasuryPosition })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "All accounts, tills, cards, loans and placements, each with its freshness"),
    HttpApiEndpoint.get("ladders", "/treasury/ladders", {
      query: { days },
      success: Schema.Array(ValueDateLadder)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "The bank money by value date: booked, pending and expected, day by day"),
    HttpApiEndpoint.get("exposures", "/treasury/exposures", { success: Schema.Array(CurrencyExposure) })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "What is held, due and owed in each other currency; no rate enters"),
    HttpApiEndpoint.post("valueExposures", "/treasury/exposures/valuation", {
      headers: WriteHeaders,
      payload: ExposureRates,
      success: Schema.Array(ValuedExposure)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "The same at rates that you give, each with its source; nothing is kept"),
    HttpApiEndpoint.get("treasuryContracts", "/treasury/contracts", {
      query: { ...PageQuery, kind: Schema.optional(ContractKind) },
      success: Page(TreasuryContract)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List the register of investments and borrowings, newest first"),
    HttpApiEndpoint.post("enterContract", "/treasury/contracts", {
      headers: WriteHeaders,
      payload: NewTreasuryContract,
      success: TreasuryContract.pipe(HttpApiSchema.status(201)),
      error: [LoanNotRepayableProblem, NotFoundProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Enter an investment or a borrowing; its flows feed the ladder"),
    HttpApiEndpoint.get("treasuryContract", "/treasury/contracts/:treasuryContractId", {
      params,
      success: TreasuryContractPlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "One contract, with what it brings and takes"),
    HttpApiEndpoint.post("endContract", "/treasury/contracts/:treasuryContractId/end", {
      params,
      headers: UpdateHeaders,
      payload: EarlyEnd,
      success: TreasuryContract,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "End a contract before its term"),
    HttpApiEndpoint.get("accountBounds", "/treasury/bounds", { success: Schema.Array(BoundedAccount) })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List between what the balances of accounts are to stay"),
    HttpApiEndpoint.put("setAccountBounds", "/treasury/bounds/:bankAccountId", {
      params: { bankAccountId: BankAccountId },
      headers: UpdateHeaders,
      payload: AccountBounds,
      success: BoundedAccount,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say between what a balance is to stay; If-Match is 0 the first time"),
    HttpApiEndpoint.get("transferProposals", "/treasury/transfer-proposals", {
      success: Schema.Array(TransferProposal)
    })
      .annotate(Requires, "treasury:read")
      .annotate(
        OpenApi.Summary,
        "The fewest and smallest transfers that keep every account inside its bounds"
      ),
    HttpApiEndpoint.post("orderProposal", "/treasury/transfer-proposals/order", {
      headers: WriteHeaders,
      payload: SweepOrder,
      success: Transfer.pipe(HttpApiSchema.status(201)),
      error: [
        ...intentProblems,
        AccountNotOpenProblem,
        ExecutionDateNotAheadProblem,
        NotFoundProblem,
        NotProposedProblem,
        SweepNeedsFileProblem,
        TransferCurrencyDiffersProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Make a transfer of a proposal, once: a person consents at the institution")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Treasury")
  .annotate(
    OpenApi.Description,
    "Where the company's money is, where it will be, and what keeps it in place"
  ) {}
