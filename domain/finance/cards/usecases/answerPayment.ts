import { DateTime, type Duration, Effect, Fiber, Option, Result } from "effect"
import { CardPayments, type NewCardPayment } from "../../../../ports/finance/CardPayments.ts"
import { Cards, type CardWithBudget } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { EUR, type Money, money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import {
  type Card,
  type CardPayment,
  CardPaymentId,
  declined,
  decidePayment,
  holdTime,
  type PaymentRequest
} from "../model/index.ts"

/**
 * How long a decision may take, and what is answered when it takes longer: a refusal, since nothing shows that a limit
 * still has room. The network waits 1,500 ms; `late` is the time left to write that answer down.
 */
export const decisionTime = { decide: "900 millis", late: "300 millis", whenLate: "declined" } as const

/**
 * Decides a payment while the payer waits, and holds its amount. Answers what is approved, or null: a refusal. A
 * transaction that was asked about before gets the answer it got.
 */
export const answerPayment = Effect.fn("cards.answerPayment")(function* (
  connectionId: ConnectionId,
  request: PaymentRequest,
  within: Duration.Input = decisionTime.decide
) {
  const { transactionReference } = request
  if (transactionReference === null) return null
  const decided = yield* inTime(decide(connectionId, transactionReference, request), within)
  if (Option.isSome(decided)) return approvedOf(decided.value)
  const noted = yield* inTime(noteLate(connectionId, transactionReference, request), decisionTime.late)
  if (Option.isNone(noted)) {
    yield* Effect.logError("A payment was refused because its decision came late, and that could not be kept")
  }
  return null
})

/**
 * None when it takes longer. The work is left to end by itself: a statement that waits for a lock is not interrupted
 * at once, and the payer waits.
 */
const inTime = <A, E, R>(work: Effect.Effect<A, E, R>, within: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkDetach(work)
    const ended = yield* Effect.timeoutOption(Fiber.join(fiber), within)
    if (Option.isNone(ended)) yield* Effect.forkDetach(Fiber.interrupt(fiber))
    return ended
  })

const approvedOf = ({ amount, declined: refused, held }: CardPayment): Money | null =>
  refused === null ? (held.minor === 0n ? (amount ?? held) : held) : null

/** A budget is held before its card, always; a card that was given another one meanwhile is decided on anew. */
const decide = (
  connectionId: ConnectionId,
  transaction: string,
  request: PaymentRequest
): Effect.Effect<CardPayment, never, Deciding> =>
  Effect.catchTag(decideOnce(connectionId, transaction, request), "CardReassigned", () =>
    decide(connectionId, transaction, request)
  )

type Deciding = Effect.Services<ReturnType<typeof decideOnce>>

const decideOnce = (connectionId: ConnectionId, transaction: string, request: PaymentRequest) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const cards = yield* Cards
    const payments = yield* CardPayments
    return yield* write(
      Effect.gen(function* () {
        const held =
          request.cardReference === null
            ? Option.none<CardWithBudget>()
            : yield* cards.holdWithBudget(connectionId, request.cardReference)
        const before = yield* payments.byTransaction(connectionId, transaction)
        if (Option.isSome(before)) return before.value
        const now = yield* DateTime.now
        const decision = Option.isNone(held)
          ? Result.fail(
              request.cardReference === null ? declined("fact-missing", "card") : declined("unknown-card")
            )
          : decidePayment(request, {
              card: held.value.card,
              now,
              ...(yield* payments.factsOf(held.value.card, held.value.budget, now))
            })
        const card = Option.map(held, (one) => one.card)
        return yield* keep(connectionId, transaction, request, card, decision, now)
      })
    )
  })

const keep = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  transaction: string,
  request: PaymentRequest,
  card: Option.Option<Card>,
  decision: ReturnType<typeof decidePayment>,
  now: DateTime.Utc
) {
  const payments = yield* CardPayments
  const events = yield* Events
  const id = CardPaymentId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const kept = yield* payments.add({
    id,
    connectionId,
    cardId: Option.isSome(card) ? card.value.id : null,
    budgetId: Option.isSome(card) ? card.value.budgetId : null,
    transactionReference: transaction,
    ...saidOf(request, now),
    held: Result.getOrElse(decision, () => money(0n, EUR)),
    declined: Option.getOrNull(Result.getFailure(decision)),
    decidedAt: now
  } satisfies NewCardPayment)
  if (kept.id === id) {
    const code = kept.declined === null ? {} : { code: kept.declined.code }
    yield* events.publish({
      type: kept.declined === null ? "cards.payment.approved" : "cards.payment.declined",
      entityId: id,
      payload: { cardId: kept.cardId, ...code }
    })
  }
  return kept
})

const saidOf = (
  { amount, channel, expiresAt, merchant, orderReference, original }: PaymentRequest,
  now: DateTime.Utc
) => ({
  orderReference,
  amount,
  original,
  merchantName: merchant.name,
  merchantCity: merchant.city,
  merchantCountry: merchant.country,
  merchantCategory: merchant.category,
  channel,
  expiresAt: expiresAt ?? DateTime.addDuration(now, holdTime)
})

/** The refusal is written down, so that the transaction gets the same answer when it is asked about again. */
const noteLate = (connectionId: ConnectionId, transaction: string, request: PaymentRequest) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const payments = yield* CardPayments
    yield* write(
      Effect.gen(function* () {
        const before = yield* payments.byTransaction(connectionId, transaction)
        if (Option.isSome(before)) {
          if (before.value.declined === null) yield* payments.refuseLate(before.value.id)
          return
        }
        const now = yield* DateTime.now
        yield* keep(connectionId, transaction, request, Option.none(), Result.fail(declined("late")), now)
      })
    )
  })
