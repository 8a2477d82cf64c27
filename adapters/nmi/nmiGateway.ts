import { Effect, Result } from "effect"
import type { PaymentOrder, PlacedPayment } from "../../domain/finance/payments/model/index.ts"
import {
  type Capability,
  type IntentId,
  NotSupported,
  type OpenConnection,
  OutcomeUnknown
} from "../../domain/finance/providers/model/index.ts"
import { minorUnits } from "../../domain/shared/Currency.ts"
import { amountOf, type CurrencyCode, type Money, money, toMinor } from "../../domain/shared/Money.ts"
import type { PaymentGateway } from "../../ports/finance/PaymentGateway.ts"
import type { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { nmiDefinition } from "./definition.ts"
import { compactTime, gatewayPayments } from "./gatewayPayment.ts"
import { everyPage, query } from "./query.ts"
import { textAt } from "./queryAnswer.ts"
import { refuseTestMode } from "./testMode.ts"
import { toldBatch } from "./toldBatch.ts"
import { toldChargebacks } from "./toldChargebacks.ts"
import { threeDSecureFields } from "./threeDSecureFields.ts"
import { type Approved, transact } from "./transact.ts"
import { vault } from "./vault.ts"

const provider = nmiDefinition.name

/** NMI as the gateway of card payments, by its classic Payment API and its Query API. */
export const nmiGateway = (http: ProviderHttp["Service"], simulator: string | undefined): PaymentGateway => {
  const send = transact(http, simulator)
  const ask = query(http, simulator)
  const take =
    (type: string, capability: TakingCapability) =>
    (connection: OpenConnection, order: PaymentOrder, key: IntentId) =>
      Effect.andThen(
        refuseTestMode(ask, connection, capability),
        taking(send, type, capability)(connection, order, key)
      )
  const pages = everyPage(ask)
  const follow =
    (type: string, capability: Capability) =>
    (connection: OpenConnection, reference: string, amount: Money, key: IntentId) =>
      Effect.gen(function* () {
        const fields = {
          type,
          transactionid: reference,
          ...(yield* amountFields(amount, capability)),
          orderid: key
        }
        return yield* placed(yield* send(connection, capability, fields), amount, reference)
      })
  const transactions = (connection: OpenConnection, fields: Readonly<Record<string, string>>) =>
    pages(connection, "payments.sale", fields, "transaction")
  const payments = (
    connection: OpenConnection,
    fields: Readonly<Record<string, string>>,
    currency: CurrencyCode
  ) => Effect.flatMap(transactions(connection, fields), (found) => gatewayPayments(found, currency))
  return {
    capabilities: new Set(paymentCapabilities),
    sale: take("sale", "payments.sale"),
    authorise: take("auth", "payments.authorise"),
    credit: take("credit", "payments.credit"),
    validate: take("validate", "payments.validate"),
    capture: follow("capture", "payments.capture"),
    refund: follow("refund", "payments.refund"),
    void: (connection, reference, amount) =>
      Effect.flatMap(
        send(connection, "payments.void", { type: "void", transactionid: reference }),
        (approved) => placed(approved, amount, reference)
      ),
    ...vault(send, pages),
    findByOrder: (connection, orderReference, currency) =>
      Effect.map(payments(connection, { order_id: orderReference }, currency), (found) =>
        found.filter((one) => one.orderReference === orderReference)
      ),
    findByReference: (connection, reference, currency) =>
      Effect.map(
        payments(connection, { transaction_id: reference }, currency),
        (found) => found.find((one) => one.reference === reference) ?? null
      ),
    paymentsOfSubscription: (connection, subscriptionReference, currency) =>
      payments(connection, { subscription_id: subscriptionReference }, currency),
    toldBatch,
    toldChargebacks,
    settledBetween: (connection, from, to) =>
      Effect.map(
        transactions(connection, {
          condition: "complete",
          start_date: compactTime(from),
          end_date: compactTime(to)
        }),
        (found) => found.map((one) => textAt(one, "transaction_id"))
      )
  }
}

const paymentCapabilities = [
  "payments.sale",
  "payments.authorise",
  "payments.capture",
  "payments.void",
  "payments.refund",
  "payments.credit",
  "payments.validate",
  "payments.stored-methods"
] as const

type TakingCapability = "payments.authorise" | "payments.credit" | "payments.sale" | "payments.validate"

const taking =
  (send: ReturnType<typeof transact>, type: string, capability: TakingCapability) =>
  (connection: OpenConnection, order: PaymentOrder, key: IntentId) =>
    Effect.gen(function* () {
      const fields = {
        type,
        ...(type === "validate" ? {} : yield* amountFields(order.amount, capability)),
        currency: order.amount.currency,
        orderid: key,
        orderdescription: order.label,
        ...sourceFields(order),
        ...threeDSecureFields(order.threeDSecure)
      }
      return yield* placed(yield* send(connection, capability, fields), order.amount, null)
    })

/** Amounts are `x.xx`: what the gateway expects of a currency with other decimals is not documented. */
const amountFields = (amount: Money, capability: Capability) =>
  minorUnits(amount.currency) === 2
    ? Effect.succeed({ amount: amountOf(amount) })
    : Effect.fail(
        new NotSupported({
          provider,
          capability,
          missing: {
            fr: `L'écriture d'un montant en ${amount.currency} n'est pas documentée.`,
            en: `How an amount in ${amount.currency} is written is not documented.`
          }
        })
      )

/**
 * Whose consent a stored card is charged on, by the card schemes' stored-credential rules: the first payment that its
 * payer makes with it stores the credential, those that follow use it and name that first one.
 */
const sourceFields = (order: PaymentOrder): Record<string, string> => {
  const { billing, initialReference, initiatedBy, source } = order
  const means: Record<string, string> =
    source._tag === "Token" ? { payment_token: source.token } : { customer_vault_id: source.reference }
  if (initiatedBy === "payer" && source._tag === "Token") return means
  return {
    ...means,
    ...(billing === null ? {} : { billing_method: billing }),
    initiated_by: initiatedBy === "payer" ? "customer" : "merchant",
    stored_credential_indicator: initialReference === null ? "stored" : "used",
    ...(initialReference === null ? {} : { initial_transaction_id: initialReference })
  }
}

const placed = (
  { code, field, message }: Approved,
  asked: Money,
  otherwise: string | null
): Effect.Effect<PlacedPayment, OutcomeUnknown> => {
  const reference = field("transactionid") ?? otherwise
  if (reference === null) {
    return Effect.fail(new OutcomeUnknown({ provider, operation: "transact", reason: "bad-answer" }))
  }
  return Effect.succeed({ reference, amount: authorisedOf(field("amount_authorized"), asked), code, message })
}

/** A gateway may authorise less than it was asked for. */
const authorisedOf = (text: string | null, asked: Money): Money =>
  text === null
    ? asked
    : money(
        Result.getOrElse(toMinor(text, 2), () => asked.minor),
        asked.currency
      )
