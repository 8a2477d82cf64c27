import { DateTime, Duration, Result, Schema } from "effect"
import { EntryId } from "../../accounting/model/index.ts"
import { FileId } from "../../../platform/files/model/index.ts"
import { Instant } from "../../../shared/Instant.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { CurrencyCode, EUR, Money, money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { CardId } from "./Card.ts"
import { CardBudgetId } from "./CardBudgetId.ts"
import { CardExpense } from "./CardExpense.ts"
import { Declined } from "./Declined.ts"
import { MovementRefused } from "./errors.ts"

export const CardPaymentId = Uuid.pipe(Schema.brand("CardPaymentId"))
export type CardPaymentId = typeof CardPaymentId.Type

/**
 * Where a payment stands: `held` counts towards the limits until it is captured, released, or past its time
 * (`lapsed`); `captured` counts for what was captured, for good. `noted`: approved, with nothing to hold.
 */
export const CardPaymentState = Schema.Literals([
  "declined",
  "noted",
  "held",
  "lapsed",
  "released",
  "captured"
])
export type CardPaymentState = typeof CardPaymentState.Type

/** How long a hold stands where the network does not say when it ends. */
export const holdTime = Duration.days(10)

const text = Schema.NullOr(Schema.String)

/** One payment asked for with a card: the decision, and what came of it. */
export const CardPayment = Schema.Struct({
  id: CardPaymentId,
  cardId: Schema.NullOr(CardId),
  /** Of which budget it takes, for good: another budget of its card changes nothing of it. */
  budgetId: Schema.NullOr(CardBudgetId).annotate({ examples: [null] }),
  /** The issuer's own id of the transaction. */
  transactionReference: Schema.String,
  state: CardPaymentState,
  amount: Schema.NullOr(Money),
  /** In the merchant's currency, as the network announced it. */
  original: Schema.NullOr(Money),
  held: Money,
  captured: Money,
  refunded: Money,
  merchantName: text,
  merchantCity: text,
  merchantCountry: text,
  merchantCategory: text,
  channel: text,
  declined: Schema.NullOr(Declined),
  reason: Schema.NullOr(Schema.Struct({ fr: Schema.String, en: Schema.String })).annotate({
    description: "Why it was refused, as a sentence",
    examples: [null]
  }),
  decidedAt: Instant,
  expiresAt: Instant,
  receipts: Schema.Array(FileId)
}).annotate({
  identifier: "CardPayment",
  examples: [
    {
      id: CardPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"),
      cardId: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
      budgetId: null,
      transactionReference: "cardtrx_8f1c6a52",
      state: "held",
      amount: money(4_990n, EUR),
      original: money(5_400n, CurrencyCode.make("USD")),
      held: money(4_990n, EUR),
      captured: money(0n, EUR),
      refunded: money(0n, EUR),
      merchantName: "Hosting Inc",
      merchantCity: "Portland",
      merchantCountry: "USA",
      merchantCategory: "7372",
      channel: "online",
      declined: null,
      reason: null,
      decidedAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      expiresAt: DateTime.makeUnsafe("2026-12-02T14:05:00Z"),
      receipts: []
    }
  ]
})
export type CardPayment = typeof CardPayment.Type

export const CardMovementId = Uuid.pipe(Schema.brand("CardMovementId"))
export type CardMovementId = typeof CardMovementId.Type

/**
 * What the issuer reports of a payment, once by `reference`. `capture` debits the account, in part or for more than was
 * held, also after the hold lapsed: it cannot be refused; `final` frees what is still held. `release` frees an amount
 * of the hold (a reversal), or all of it. `refund` brings money back, and gives no new room under the limits.
 */
export const NewCardMovement = Schema.Struct({
  reference: Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/u)).annotate({
    description: "The issuer's own id of the movement",
    examples: ["cardtrx_8f1c6a53"]
  }),
  kind: Schema.Literals(["capture", "release", "refund"]),
  amount: Schema.NullOr(
    Money.check(
      Schema.makeFilter(
        ({ currency, minor }) => (minor > 0n && currency === EUR) || "an amount in EUR above zero"
      )
    )
  ).annotate({ description: "null releases all that is held" }),
  original: Schema.NullOr(Money),
  final: Schema.Boolean,
  occurredAt: Instant,
  label: Label
})
  .check(
    Schema.makeFilter(
      ({ amount, kind }) => kind === "release" || amount !== null || "an amount of what moves"
    )
  )
  .annotate({
    identifier: "NewCardMovement",
    examples: [
      {
        reference: "cardtrx_8f1c6a53",
        kind: "capture",
        amount: money(4_990n, EUR),
        original: null,
        final: true,
        occurredAt: DateTime.makeUnsafe("2026-11-23T04:00:00Z"),
        label: "Hosting Inc"
      }
    ]
  })
export type NewCardMovement = typeof NewCardMovement.Type

/** A movement that was recorded, and its entry in the books when it has one. */
export const CardMovement = Schema.Struct({
  id: CardMovementId,
  paymentId: CardPaymentId,
  reference: Schema.String,
  kind: Schema.Literals(["capture", "release", "refund"]),
  amount: Money,
  original: Schema.NullOr(Money),
  occurredAt: Instant,
  label: Schema.String,
  entryId: Schema.NullOr(EntryId),
  expense: Schema.NullOr(CardExpense).annotate({ description: "What a person said that it was" }),
  reimbursedOn: Schema.NullOr(LocalDate).annotate({
    description: "The day on which the holder paid the personal part back",
    examples: [null]
  }),
  version: Schema.Int
}).annotate({
  identifier: "CardMovement",
  examples: [
    {
      id: CardMovementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      paymentId: CardPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"),
      reference: "cardtrx_8f1c6a53",
      kind: "capture",
      amount: money(4_990n, EUR),
      original: null,
      occurredAt: DateTime.makeUnsafe("2026-11-23T04:00:00Z"),
      label: "Hosting Inc",
      entryId: null,
      expense: null,
      reimbursedOn: null,
      version: 1
    }
  ]
})
export type CardMovement = typeof CardMovement.Type

type Sums = Pick<CardPayment, "captured" | "held" | "id" | "refunded" | "state">

/** What a movement makes of a payment's sums: what moved, what is held, captured and refunded after it. */
export const moved = (
  { captured, held, id, refunded, state }: Sums,
  movement: Pick<NewCardMovement, "amount" | "final" | "kind">
): Result.Result<
  { readonly amount: bigint; readonly held: bigint; readonly captured: bigint; readonly refunded: bigint },
  MovementRefused
> => {
  const sums = { held: held.minor, captured: captured.minor, refunded: refunded.minor }
  const refuse = (left: bigint) =>
    Result.fail(new MovementRefused({ payment: id, state, kind: movement.kind, left: money(left, EUR) }))
  if (movement.kind === "capture") {
    const amount = movement.amount?.minor ?? 0n
    const still = movement.final || amount >= sums.held ? 0n : sums.held - amount
    return Result.succeed({ ...sums, amount, held: still, captured: sums.captured + amount })
  }
  if (movement.kind === "release") {
    const amount = movement.amount?.minor ?? sums.held
    if (amount > sums.held || sums.held === 0n) return refuse(sums.held)
    return Result.succeed({ ...sums, amount, held: sums.held - amount })
  }
  const amount = movement.amount?.minor ?? 0n
  if (amount > sums.captured - sums.refunded) return refuse(sums.captured - sums.refunded)
  return Result.succeed({ ...sums, amount, refunded: sums.refunded + amount })
}
