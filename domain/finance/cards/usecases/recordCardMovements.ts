import { Effect, Option } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { EUR } from "../../../shared/Money.ts"
import type { ProviderTransaction } from "../../banking/model/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import {
  type CardPaymentId,
  type MovementStep,
  movementStep,
  type NewCardMovement,
  recordMovementsKind
} from "../model/index.ts"
import { adoptPayment } from "./adoptPayment.ts"
import { recordMovement } from "./recordMovement.ts"

/**
 * The work of `cards.record-movements`: each movement of a card becomes a step of the payment that it belongs to, once
 * by its reference, and an entry where the posting rules know it. What brings money back may be told before what took
 * it: whatever comes from these movements is looked at with them. What belongs to no card and no payment of ours is left
 * to the bank line that it is.
 */
export const recordCardMovements = jobHandler(recordMovementsKind, ({ providerAccountId, references }) =>
  Effect.gen(function* () {
    const { comingFrom, find, known } = yield* ProviderAccounts
    const { connectionId } = yield* Effect.mapError(find(providerAccountId), () => noSuchAccount)
    const told = yield* known(providerAccountId, references)
    const after = yield* comingFrom(providerAccountId, references)
    const movements = new Map([...told, ...after].map((one) => [one.reference, one]))
    const counts = { recorded: 0, unposted: 0, left: 0 }
    for (const movement of [...movements.values()].toSorted(inOrder)) {
      const came = yield* followed(connectionId, movement)
      if (came !== "nothing") counts[came]++
    }
    return counts
  })
)

const order: ReadonlyArray<MovementStep | null> = ["hold", "capture", "refund", "free", null]

const rank = (movement: ProviderTransaction) => order.indexOf(movementStep(movement))

const inOrder = (one: ProviderTransaction, other: ProviderTransaction) =>
  rank(one) - rank(other) || one.updatedAt.epochMilliseconds - other.updatedAt.epochMilliseconds

type Came = "left" | "nothing" | "recorded" | "unposted"

const followed = Effect.fnUntraced(function* (connectionId: ConnectionId, movement: ProviderTransaction) {
  const { write } = yield* UnitOfWork
  const step = movementStep(movement)
  if (step === null) return "nothing" satisfies Came
  if (movement.amount.currency !== EUR || movement.amount.minor === 0n) return "left" satisfies Came
  return yield* write(stepped(connectionId, movement, step)).pipe(
    Effect.catchTags({
      MovementDiffers: () => Effect.succeed("left" as const),
      MovementRefused: () => Effect.succeed("left" as const),
      NotFound: () => Effect.succeed("left" as const)
    })
  )
})

const stepped = (connectionId: ConnectionId, movement: ProviderTransaction, step: MovementStep) =>
  Effect.gen(function* () {
    const { byTransaction, concerned } = yield* CardPayments
    if (step === "hold") {
      return Option.isSome(yield* adoptPayment(connectionId, movement, "held")) ? "recorded" : "left"
    }
    if (step === "free") {
      const held = Option.getOrUndefined(yield* byTransaction(connectionId, movement.reference))
      if (held === undefined || held.held.minor === 0n) return "nothing"
      return yield* recorded(held.id, { ...factsOf(movement), ...freed })
    }
    const payment = yield* concerned(connectionId, movement)
    const known =
      Option.isNone(payment) && step === "capture"
        ? yield* adoptPayment(connectionId, movement, "noted")
        : payment
    if (Option.isNone(known)) return "left"
    return yield* recorded(known.value.id, { ...factsOf(movement), kind: step })
  })

const freed = { kind: "release", amount: null } as const

const recorded = (id: CardPaymentId, movement: NewCardMovement) =>
  Effect.map(recordMovement(id, movement), ({ entryId, kind }) =>
    entryId === null && kind !== "release" ? "unposted" : "recorded"
  )

const factsOf = ({ amount, card, label, reference, updatedAt }: ProviderTransaction) => ({
  reference,
  amount,
  original: card?.original ?? null,
  final: false,
  occurredAt: updatedAt,
  label: printable(label) || printable(card?.merchant.name ?? "") || reference
})

/** One printable line of at most 200 characters. */
const printable = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .trim()
    .slice(0, 200)

const noSuchAccount = new JobFailure({
  code: "cards.no-such-account",
  fr: "Le compte de ces mouvements n'existe plus.",
  en: "The account of these movements is gone.",
  retryable: false
})
