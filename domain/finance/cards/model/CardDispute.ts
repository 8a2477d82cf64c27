import { DateTime, Result, Schema } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money, money } from "../../../shared/Money.ts"
import { ActorId } from "../../../shared/TenantScope.ts"
import { FreeText } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { type CardMovement, CardMovementId, CardPaymentId } from "./CardPayment.ts"
import { NotDisputed } from "./errors.ts"

export const CardDisputeId = Uuid.pipe(Schema.brand("CardDisputeId"))
export type CardDisputeId = typeof CardDisputeId.Type

/** `credited`: a part of what is expected has come. `settled`: all of it. `lost`: no more is expected. */
export const CardDisputeState = Schema.Literals(["open", "credited", "settled", "lost", "withdrawn"])
export type CardDisputeState = typeof CardDisputeState.Type

/** The steps of a dispute. */
export const cardDisputeTransitions: Readonly<Record<CardDisputeState, ReadonlyArray<CardDisputeState>>> = {
  open: ["credited", "settled", "lost", "withdrawn"],
  credited: ["credited", "settled", "lost"],
  settled: [],
  lost: [],
  withdrawn: []
}

/** A debit that the company disputes, why, and how much of it is to come back. */
export const NewCardDispute = Schema.Struct({
  cardMovementId: CardMovementId,
  reason: Schema.Literals([
    "not-ours",
    "not-received",
    "not-as-described",
    "wrong-amount",
    "twice",
    "cancelled",
    "other"
  ]),
  note: FreeText,
  expected: Money.check(
    Schema.makeFilter(
      ({ currency, minor }) => (minor > 0n && currency === EUR) || "an amount in EUR above zero"
    )
  )
}).annotate({
  identifier: "NewCardDispute",
  examples: [
    {
      cardMovementId: CardMovementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      reason: "twice",
      note: "Débité deux fois le 23 novembre",
      expected: money(4_990n, EUR)
    }
  ]
})
export type NewCardDispute = typeof NewCardDispute.Type

/** A dispute as the company follows it, with the credits that came for it. */
export const CardDispute = Schema.Struct({
  id: CardDisputeId,
  paymentId: CardPaymentId,
  ...NewCardDispute.fields,
  state: CardDisputeState,
  credited: Money,
  credits: Schema.Array(CardMovementId).annotate({ examples: [[]] }),
  openedBy: ActorId,
  openedAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "CardDispute",
  examples: [
    {
      id: CardDisputeId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a95"),
      paymentId: CardPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"),
      cardMovementId: CardMovementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      reason: "twice",
      note: "Débité deux fois le 23 novembre",
      expected: money(4_990n, EUR),
      state: "open",
      credited: money(0n, EUR),
      credits: [],
      openedBy: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      openedAt: DateTime.makeUnsafe("2026-11-24T09:00:00Z"),
      version: 1
    }
  ]
})
export type CardDispute = typeof CardDispute.Type

/** The state asked for, or those that are possible. */
export const cardDisputeStep = (
  { id, state }: Pick<CardDispute, "id" | "state">,
  to: CardDisputeState
): Result.Result<CardDisputeState, IllegalTransition> => {
  const allowed = cardDisputeTransitions[state]
  return allowed.includes(to)
    ? Result.succeed(to)
    : Result.fail(new IllegalTransition({ entity: "CardDispute", id, from: state, attempted: to, allowed }))
}

/** Only a debit is disputed, and no more of it than it took. */
export const mayDispute = (
  { amount, id, kind }: Pick<CardMovement, "amount" | "id" | "kind">,
  expected: Money
): Result.Result<void, NotDisputed> => {
  const reason = kind !== "capture" ? "not-a-debit" : expected.minor > amount.minor ? "above-debit" : null
  return reason === null ? Result.void : Result.fail(new NotDisputed({ movement: id, reason }))
}

/** What a credit makes of a dispute: it is of the disputed payment, and ends the dispute with the last of what is expected. */
export const creditedStep = (
  dispute: Pick<CardDispute, "credited" | "expected" | "id" | "paymentId" | "state">,
  { amount, id, kind, paymentId }: Pick<CardMovement, "amount" | "id" | "kind" | "paymentId">
): Result.Result<CardDisputeState, IllegalTransition | NotDisputed> => {
  if (kind !== "refund" || paymentId !== dispute.paymentId) {
    return Result.fail(new NotDisputed({ movement: id, reason: "not-its-credit" }))
  }
  const all = dispute.credited.minor + amount.minor >= dispute.expected.minor
  return cardDisputeStep(dispute, all ? "settled" : "credited")
}
