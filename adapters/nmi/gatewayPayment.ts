import { DateTime, Effect, Option, Result } from "effect"
import { ProviderUnavailable } from "../../domain/finance/providers/model/index.ts"
import type { GatewayAction, GatewayPayment } from "../../domain/finance/payments/model/index.ts"
import { withoutCardNumbers } from "../../domain/shared/CardNumber.ts"
import { CurrencyCode, type Money, money, toMinor } from "../../domain/shared/Money.ts"
import { isKnownCurrency } from "../../domain/shared/Currency.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { nmiDefinition } from "./definition.ts"
import { type Element, textAt } from "./queryAnswer.ts"

/**
 * A `<transaction>` as a payment. Words that we do not know are kept; amounts without a currency take `otherwise`. One
 * with an amount that cannot be read is no answer.
 */
const gatewayPayment = (
  transaction: Element,
  otherwise: CurrencyCode
): Result.Result<GatewayPayment, ProviderUnavailable> => {
  const word = textAt(transaction, "currency")
  const currency = isKnownCurrency(word) ? CurrencyCode.make(word) : otherwise
  const actions = transaction.children.filter(({ name }) => name === "action")
  return Result.map(Result.all(actions.map((action) => gatewayAction(action, currency))), (read) => ({
    reference: textAt(transaction, "transaction_id"),
    orderReference: textAt(transaction, "order_id"),
    state: stateOf(textAt(transaction, "condition")),
    actions: read
  }))
}

/** All of them, or no answer. */
export const gatewayPayments = (
  transactions: ReadonlyArray<Element>,
  otherwise: CurrencyCode
): Effect.Effect<ReadonlyArray<GatewayPayment>, ProviderUnavailable> =>
  Effect.fromResult(Result.all(transactions.map((one) => gatewayPayment(one, otherwise))))

const stateOf = worded({
  pending: "authorised",
  pendingsettlement: "to-settle",
  complete: "settled",
  canceled: "voided",
  in_progress: "under-way",
  unknown: "under-way",
  failed: "failed",
  abandoned: "abandoned"
} as const)

const kindOf = worded({
  sale: "sale",
  auth: "authorisation",
  capture: "capture",
  void: "void",
  refund: "refund",
  credit: "credit",
  validate: "validation",
  return: "return"
} as const)

const gatewayAction = (action: Element, currency: CurrencyCode) =>
  Result.map(absolute(textAt(action, "amount"), currency), (amount): GatewayAction => ({
    kind: kindOf(textAt(action, "action_type")),
    amount,
    succeeded: textAt(action, "success") === "1",
    code: textAt(action, "response_code"),
    message: withoutCardNumbers(textAt(action, "response_text")).slice(0, 500),
    at: instantOf(textAt(action, "date"))
  }))

/** `49.99`; a refund may stand as `-49.99`, and what moves no money without an amount. */
const absolute = (text: string, currency: CurrencyCode): Result.Result<Money, ProviderUnavailable> =>
  Result.mapBoth(toMinor(text === "" ? "0" : text, 2), {
    onFailure: () =>
      new ProviderUnavailable({
        provider: nmiDefinition.name,
        operation: "query",
        reason: "bad-answer",
        retryAfterSeconds: null
      }),
    onSuccess: (minor) => money(minor < 0n ? -minor : minor, currency)
  })

/** An instant as the gateway writes it: `YYYYMMDDhhmmss` in UTC. */
export const compactTime = (at: DateTime.Utc): string =>
  DateTime.formatIso(at).replaceAll(/\D/g, "").slice(0, 14)

/** `YYYYMMDDhhmmss` in UTC. */
const instantOf = (text: string): DateTime.Utc | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts
  const made = DateTime.make(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Option.getOrNull(Option.map(made, DateTime.toUtc))
}
