import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import {
  AccountConditions,
  FeeChecks,
  FeeClaim,
  FeeClaimEnd,
  FeeClaimId,
  NewAccountConditions,
  NewFeeClaim
} from "../../../domain/finance/treasury/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { ConditionsCurrencyDiffersProblem, NothingToClaimProblem } from "./bankFees.problems.ts"

const params = { bankAccountId: BankAccountId }

const year = Schema.NumberFromString.check(
  Schema.isInt(),
  Schema.isBetween({ minimum: 2000, maximum: 2998 })
).annotate({ description: "A calendar year", examples: [2026] })

export class BankFeesApi extends HttpApiGroup.make("bankFees")
  .add(
    HttpApiEndpoint.get("accountConditions", "/treasury/accounts/:bankAccountId/conditions", {
      params,
      success: Schema.Array(AccountConditions),
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List what the bank may bill on an account, the oldest conditions first"),
    HttpApiEndpoint.put("setConditions", "/treasury/accounts/:bankAccountId/conditions", {
      params,
      headers: UpdateHeaders,
      payload: NewAccountConditions,
      success: AccountConditions,
      error: [ConditionsCurrencyDiffersProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say what the bank may bill from a day on; If-Match is 0 for a new day"),
    HttpApiEndpoint.get("checkBankFees", "/treasury/accounts/:bankAccountId/fees", {
      params,
      query: { year },
      success: FeeChecks,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "The fees and interest of a year: expected, billed, and the difference"),
    HttpApiEndpoint.get("feeClaims", "/treasury/fee-claims", { query: PageQuery, success: Page(FeeClaim) })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List what is claimed back from banks, newest first"),
    HttpApiEndpoint.post("claimFee", "/treasury/fee-claims", {
      headers: WriteHeaders,
      payload: NewFeeClaim,
      success: FeeClaim.pipe(HttpApiSchema.status(201)),
      error: [AlreadyExistsProblem, NothingToClaimProblem, NotFoundProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Claim back what was billed too much of a fee in a period, once"),
    HttpApiEndpoint.post("endFeeClaim", "/treasury/fee-claims/:feeClaimId/end", {
      params: { feeClaimId: FeeClaimId },
      headers: UpdateHeaders,
      payload: FeeClaimEnd,
      success: FeeClaim,
      error: [
        ConditionsCurrencyDiffersProblem,
        IllegalTransitionProblem,
        NotFoundProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Note what the bank gave back, or that the claim was dropped")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Bank fees")
  .annotate(
    OpenApi.Description,
    "What banks may bill by their conditions, what they billed, and what is claimed back"
  ) {}
