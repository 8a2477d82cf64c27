import { DateTime, Option, Result } from "effect"
import type { GatewayAction, GatewayPayment } from "../../domain/finance/payments/model/index.ts"
import { withoutCardNumbers } from "../../domain/shared/CardNumber.ts"
import { CurrencyCode, type Money, money, toMinor } from "../../domain/shared/Money.ts"
import { isKnownCurrency } from "../../domain/shared/Currency.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { type Element, textAt } from "./queryAnswer.ts"

/** A `<transaction>` as a payment. Words that we do not know are kept; amounts without a currency take `otherwise`. */
export const gatewayPayment = (transaction: Element, otherwise: CurrencyCode): GatewayPayment => {
  const word = textAt(transaction, "currency")
  const currency = isKnownCurrency(word) ? CurrencyCode.make(word) : otherwise
  return {
    reference: textAt(transaction, "transaction_id"),
    orderReference: textAt(transaction, "order_id"),
    state: stateOf(textAt(transaction, "condition")),
    actions: transaction.children
      .filter(({ name }) => name === "action")
      .map((action) => gatewayAction(action, currency))
  }
}

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
  validate: "validation"
} as const)

const gatewayAction = (action: Element, currency: CurrencyCode): GatewayAction => ({
  kind: kindOf(textAt(action, "action_type")),
  amount: absolute(textAt(action, "amount"), currency),
  succeeded: textAt(action, "success") === "1",
  code: textAt(action, "response_code"),
  message: withoutCardNumbers(textAt(action, "response_text")).slice(0, 500),
  at: instantOf(textAt(action, "date"))
})

/** `49.99`; a refund may stand as `-49.99`. */
const absolute = (text: string, currency: CurrencyCode): Money => {
  const minor = Result.getOrElse(toMinor(text, 2), () => 0n)
  return money(minor < 0n ? -minor : minor, currency)
}

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
