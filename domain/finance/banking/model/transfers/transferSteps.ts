import { DateTime } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import type { IntentRefusal } from "../../../providers/model/index.ts"
import type { ProvidedTransaction } from "../provided/ProvidedAccount.ts"
import type { Transfer } from "./Transfer.ts"
import type { Placed } from "./transferIntents.ts"
import { type TransferState, transferTransitions } from "./TransferState.ts"

/**
 * The transfer after what the institution says of the order. A word that nobody knows leaves it `unknown`; what is no
 * step from where it stands changes nothing but the references.
 */
export const afterPlaced = (transfer: Transfer, placed: Placed): Transfer => {
  const { consent, reason, reference, state } = placed
  const named = { ...transfer, orderReference: reference }
  const to = transfer.state === "cancelling" ? whileCancelling(transfer, state.is) : placedStates[state.is]
  if (to === undefined || !transferTransitions[transfer.state].includes(to)) return named
  return {
    ...named,
    state: to,
    consent: to === "consent_pending" ? consent : null,
    reason: to === "rejected" || to === "cancelled" ? reasonOf(reason ?? state.word) : transfer.reason
  }
}

/**
 * While a cancellation is under way: an order whose consent was given meanwhile goes on, one that ended without any
 * movement is cancelled. That it still waits, or was taken long before, does not undo the wish.
 */
const whileCancelling = (
  { movementReference }: Transfer,
  said: Placed["state"]["is"]
): TransferState | undefined => {
  if (movementReference !== null) return said === "rejected" ? "rejected" : undefined
  return said === "accepted" ? "accepted" : said === "rejected" ? "cancelled" : undefined
}

const placedStates = {
  "consent-needed": "consent_pending",
  accepted: "accepted",
  rejected: "rejected",
  other: "unknown"
} as const

/** The transfer after a movement that belongs to it, in whatever order they are told. */
export const afterMovement = (transfer: Transfer, movement: ProvidedTransaction): Transfer =>
  movement.isReturn ? afterReturn(transfer, movement) : afterOwn(transfer, movement)

/**
 * The transfer after all that is told, in whatever order: first what took the money, then what brought it back, since a
 * return names the movement that it returns.
 */
export const afterMovements = (transfer: Transfer, told: ReadonlyArray<ProvidedTransaction>): Transfer => {
  const own = told.filter((movement) => !movement.isReturn && isOf(transfer, movement))
  return told.filter(({ isReturn }) => isReturn).reduce(afterMovement, own.reduce(afterMovement, transfer))
}

/** Of a batch, all lines have the order in common: our name of the line tells, or the reference that went with it. */
const isOf = (
  { batchId, endToEndReference, id, orderReference }: Transfer,
  { lineReference, ...movement }: ProvidedTransaction
) =>
  orderReference !== null &&
  movement.orderReference === orderReference &&
  (batchId === null ||
    (lineReference === undefined ? movement.endToEndReference === endToEndReference : lineReference === id))

const afterOwn = (transfer: Transfer, movement: ProvidedTransaction): Transfer => {
  if (movement.direction === "in" || movement.fallsBack === true) return transfer
  const to = movementStates[movement.state.is]
  const moves = to !== undefined && mayGo(transfer.state, to)
  if (!moves) return to === transfer.state ? { ...transfer, movementReference: movement.reference } : transfer
  return {
    ...transfer,
    state: to,
    consent: null,
    movementReference: movement.reference,
    executedAs: ways[movement.kind.is] ?? transfer.executedAs,
    bookedOn: to === "booked" ? dayOf(movement) : transfer.bookedOn,
    reason: to === "rejected" ? reasonOf(movement.reason ?? movement.state.word) : transfer.reason
  }
}

const afterReturn = (transfer: Transfer, movement: ProvidedTransaction): Transfer =>
  movement.state.is === "booked" &&
  transfer.movementReference !== null &&
  movement.originReference === transfer.movementReference &&
  isWhole(transfer, movement) &&
  mayGo(transfer.state, "returned")
    ? {
        ...transfer,
        state: "returned",
        returnReference: movement.reference,
        returnedOn: dayOf(movement),
        reason: reasonOf(movement.reason ?? movement.kind.word)
      }
    : transfer

/** A part of the money is not the transfer's return: it stays a bank line, which a person posts. */
const isWhole = ({ amount }: Transfer, movement: ProvidedTransaction) =>
  movement.amount.minor === amount.minor && movement.amount.currency === amount.currency

/** A movement that is still to come does not undo the wish to cancel it. */
const mayGo = (from: TransferState, to: TransferState) =>
  transferTransitions[from].includes(to) && !(from === "cancelling" && to === "upcoming")

const movementStates: Partial<Record<ProvidedTransaction["state"]["is"], TransferState>> = {
  upcoming: "upcoming",
  pending: "pending",
  booked: "booked",
  rejected: "rejected",
  cancelled: "cancelled"
}

const ways: Partial<Record<ProvidedTransaction["kind"]["is"], NonNullable<Transfer["executedAs"]>>> = {
  transfer: "regular",
  "instant-transfer": "instant",
  "internal-transfer": "internal"
}

/** The day on which it was booked; where the institution does not say, that of its last change, in France. */
const dayOf = ({ bookingDate, executionDate, updatedAt }: ProvidedTransaction): LocalDate =>
  bookingDate ??
  executionDate ??
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(updatedAt, "Europe/Paris")))

/** The institution's own word, which it gives in one language. */
export const reasonOf = (word: string): IntentRefusal => ({ code: word, fr: word, en: word })
