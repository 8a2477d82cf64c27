import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewPayment,
  NewPaymentMethod,
  Payment,
  PaymentId,
  PaymentMethod,
  PaymentMethodId,
  PaymentOperation,
  PaymentState,
  ReplacementCard
} from "../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, Money } from "../../../domain/shared/Money.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { HoldsSecrets, RefusesCardNumbers, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import {
  AlreadySettledProblem,
  AmountExceededProblem,
  InitialPaymentNotUsableProblem,
  MethodInUseProblem,
  MethodNotUsableProblem,
  OperationUnderWayProblem,
  WrongAmountProblem
} from "./payments.problems.ts"
import { VaultClosedProblem } from "./providers.problems.ts"

const PaymentFile = Schema.Struct({
  payment: Payment,
  operations: Schema.Array(PaymentOperation)
}).annotate({ identifier: "PaymentFile", description: "A payment, with what was asked of its gateway" })

const PartOfPayment = Schema.Struct({
  amount: Schema.optionalKey(Money.annotate({ description: "All that is left when absent" }))
}).annotate({ identifier: "PartOfPayment", examples: [{ amount: { minor: 5_000n, currency: EUR } }] })

const params = { paymentId: PaymentId }
const methodParams = { paymentMethodId: PaymentMethodId }

const created = HttpApiSchema.status(201)
const accepted = HttpApiSchema.status(202)

const followUpProblems = [
  ...intentProblems,
  AlreadySettledProblem,
  AmountExceededProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  OperationUnderWayProblem,
  VersionConflictProblem,
  WrongAmountProblem
] as const

export class PaymentsApi extends HttpApiGroup.make("payments")
  .add(
    HttpApiEndpoint.get("payments", "/payments", {
      query: {
        ...PageQuery,
        state: Schema.optional(PaymentState),
        settledOn: Schema.optional(LocalDate)
      },
      success: Page(Payment)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List the payments by card, newest first"),
    HttpApiEndpoint.post("takePayment", "/payments", {
      headers: WriteHeaders,
      payload: NewPayment,
      success: PaymentFile.pipe(created),
      error: [
        ...intentProblems,
        InitialPaymentNotUsableProblem,
        MethodNotUsableProblem,
        NotFoundProblem,
        VaultClosedProblem
      ]
    })
      .annotate(Requires, "payments:write")
      .annotate(HoldsSecrets, true)
      .annotate(
        OpenApi.Summary,
        "Take, authorise, credit or check by card, with a token or a stored method; never a card number"
      ),
    HttpApiEndpoint.get("payment", "/payments/:paymentId", {
      params,
      success: PaymentFile,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One payment, with everything that was asked of its gateway"),
    HttpApiEndpoint.post("capturePayment", "/payments/:paymentId/captures", {
      params,
      headers: WriteHeaders,
      payload: PartOfPayment,
      success: PaymentFile.pipe(accepted),
      error: followUpProblems
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Capture an authorised payment, in whole or in part"),
    HttpApiEndpoint.post("refundPayment", "/payments/:paymentId/refunds", {
      params,
      headers: WriteHeaders,
      payload: PartOfPayment,
      success: PaymentFile.pipe(accepted),
      error: followUpProblems
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Refund a payment, in whole or in part"),
    HttpApiEndpoint.post("voidPayment", "/payments/:paymentId/void", {
      params,
      headers: UpdateHeaders,
      success: PaymentFile.pipe(accepted),
      error: followUpProblems
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Void a payment that was not settled; a settled one is refunded"),
    HttpApiEndpoint.get("paymentMethods", "/payment-methods", {
      query: {
        ...PageQuery,
        customer: Schema.optional(Code),
        expiresBefore: Schema.optional(
          LocalDate.annotate({
            description: "Only kept cards that are good no longer on this day: they end with their month",
            examples: [LocalDate.make("2026-12-01")]
          })
        )
      },
      success: Page(PaymentMethod)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List the payment methods in the vaults of the gateways, newest first"),
    HttpApiEndpoint.post("storePaymentMethod", "/payment-methods", {
      headers: WriteHeaders,
      payload: NewPaymentMethod,
      success: PaymentMethod.pipe(created),
      error: [...intentProblems, NotFoundProblem, VaultClosedProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(HoldsSecrets, true)
      .annotate(OpenApi.Summary, "Keep a card in the gateway's vault, from a one-time token"),
    HttpApiEndpoint.get("paymentMethod", "/payment-methods/:paymentMethodId", {
      params: methodParams,
      success: PaymentMethod,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One payment method"),
    HttpApiEndpoint.post("preferPaymentMethod", "/payment-methods/:paymentMethodId/prefer", {
      params: methodParams,
      headers: UpdateHeaders,
      success: PaymentMethod,
      error: [NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Make it the customer's default method"),
    HttpApiEndpoint.post("replacePaymentMethod", "/payment-methods/:paymentMethodId/replace", {
      params: methodParams,
      headers: UpdateHeaders,
      payload: ReplacementCard,
      success: PaymentMethod.pipe(accepted),
      error: [
        ...intentProblems,
        NotFoundProblem,
        IllegalTransitionProblem,
        MethodInUseProblem,
        VaultClosedProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "payments:write")
      .annotate(HoldsSecrets, true)
      .annotate(OpenApi.Summary, "Keep another card, or a new expiry, in place of the method's own"),
    HttpApiEndpoint.post("forgetPaymentMethod", "/payment-methods/:paymentMethodId/forget", {
      params: methodParams,
      headers: UpdateHeaders,
      success: PaymentMethod.pipe(accepted),
      error: [...intentProblems, NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Take a card out of the gateway's vault")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Payments by card")
  .annotate(
    OpenApi.Description,
    "Payments by card through the company's own gateway. A request that holds a card number is refused."
  ) {}
