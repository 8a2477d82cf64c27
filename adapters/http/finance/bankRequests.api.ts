import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  BankRequest,
  BankRequestId,
  BankRequestState,
  NewDebitReturn,
  NewMandateChange,
  NewAccountMember,
  NewAccountMemberRights,
  NewAccountMemberState,
  ProviderAccountId
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"
import {
  BankRequestUnderWayProblem,
  DebitNotReturnableProblem,
  MandateNotChangeableProblem,
  MandateNotThereProblem,
  MemberNotChangeableProblem,
  MemberNotThereProblem,
  MemberThereProblem,
  RightNotHeldProblem
} from "./bankRequests.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const params = { bankRequestId: BankRequestId }

const memberProblems = [
  ...intentProblems,
  BankRequestUnderWayProblem,
  NotFoundProblem,
  RightNotHeldProblem
] as const

const created = HttpApiSchema.status(201)

export class BankRequestsApi extends HttpApiGroup.make("bankRequests")
  .add(
    HttpApiEndpoint.get("bankRequests", "/banking/requests", {
      query: {
        ...PageQuery,
        state: Schema.optional(BankRequestState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(BankRequest)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List what was asked about mandates, debits and members, newest first"),
    HttpApiEndpoint.get("bankRequest", "/banking/requests/:bankRequestId", {
      params,
      success: BankRequest,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One request, with the address of its consent while it waits for one"),
    HttpApiEndpoint.post("changeMandate", "/banking/mandate-changes", {
      headers: WriteHeaders,
      payload: NewMandateChange,
      success: BankRequest.pipe(created),
      error: [
        ...intentProblems,
        BankRequestUnderWayProblem,
        MandateNotChangeableProblem,
        MandateNotThereProblem,
        NotFoundProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Suspend a direct-debit mandate that was received, or resume it"),
    HttpApiEndpoint.post("returnDebit", "/banking/debit-returns", {
      headers: WriteHeaders,
      payload: NewDebitReturn,
      success: BankRequest.pipe(created),
      error: [...intentProblems, BankRequestUnderWayProblem, DebitNotReturnableProblem, NotFoundProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Have a booked direct debit returned: a person consents, then it comes back")
      .annotate(
        OpenApi.Description,
        "The request is `done` when the movement that brings the whole debit back is booked. Where the debit stands in the " +
          "books, its entry is then posted back once (`reversalEntryId`), on the line of that movement."
      )
  )
  .add(
    HttpApiEndpoint.post("inviteMember", "/banking/member-invitations", {
      headers: WriteHeaders,
      payload: NewAccountMember,
      success: BankRequest.pipe(created),
      error: [...memberProblems, MemberThereProblem]
    })
      .annotate(Requires, "banking:admin")
      .annotate(OpenApi.Summary, "Invite somebody to act on an account: a person consents first")
      .annotate(
        OpenApi.Description,
        "Nobody gives a right that he lacks: here, that of managing beneficiaries and payments takes `transfers:write`, " +
          "cards `cards:write`, members `banking:admin`; at the institution, what the connection's user may do."
      ),
    HttpApiEndpoint.post("changeMemberRights", "/banking/member-rights", {
      headers: WriteHeaders,
      payload: NewAccountMemberRights,
      success: BankRequest.pipe(created),
      error: [...memberProblems, MemberNotChangeableProblem, MemberNotThereProblem]
    })
      .annotate(Requires, "banking:admin")
      .annotate(OpenApi.Summary, "Give a member of an account other rights: a person consents first"),
    HttpApiEndpoint.post("setMemberState", "/banking/member-states", {
      headers: WriteHeaders,
      payload: NewAccountMemberState,
      success: BankRequest.pipe(created),
      error: [...memberProblems, MemberNotChangeableProblem, MemberNotThereProblem]
    })
      .annotate(Requires, "banking:admin")
      .annotate(OpenApi.Summary, "Suspend a member of an account, let it act again, or disable it for good")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Mandates, debits and members")
  .annotate(
    OpenApi.Description,
    "What is asked of institutions about direct-debit mandates that the company received, debits made under them, and who " +
      "may act on accounts: GET /v2/banking/provider-accounts shows the members"
  ) {}
