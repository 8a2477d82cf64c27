import { DateTime } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import type { ProvidedTransaction, ReceivedMandate } from "../provided/ProvidedAccount.ts"
import type { ConsentStanding } from "../transfers/TransferOrder.ts"
import type { BankRequest, BankRequestState } from "./BankRequest.ts"

/** The steps that a request can take, and nothing else. */
export const bankRequestTransitions: Readonly<Record<BankRequestState, ReadonlyArray<BankRequestState>>> = {
  asked: ["unknown", "consent_pending", "accepted", "done", "refused"],
  unknown: ["consent_pending", "accepted", "done", "refused"],
  consent_pending: ["accepted", "done", "refused"],
  accepted: ["done", "refused"],
  done: [],
  refused: []
}

/** After what its consent says: given, the institution does it; ended without, it will not. */
export const afterConsent = (request: BankRequest, { is, word }: ConsentStanding): BankRequest => {
  if (request.state !== "consent_pending") return request
  if (is === "given") return { ...request, state: "accepted", consent: null }
  if (is === "ended") return { ...request, state: "refused", consent: null, reason: wordOf(word) }
  return request
}

/** After a reading of its mandate: what was asked for is so, or can never be. */
export const afterMandate = (request: BankRequest, { state }: ReceivedMandate): BankRequest => {
  const wanted = request.kind === "suspend-mandate" ? "suspended" : "enabled"
  if (request.state !== "accepted" && request.state !== "consent_pending") return request
  if (state.is === wanted) return { ...request, state: "done", consent: null }
  return state.is === "cancelled"
    ? { ...request, state: "refused", consent: null, reason: wordOf(state.word) }
    : request
}

/** After the movement that brings the whole debit back. Part of it is a bank line for a person. */
export const afterReturned = (
  request: BankRequest,
  debit: Pick<ProvidedTransaction, "amount">,
  movement: ProvidedTransaction
): BankRequest =>
  request.kind === "return-debit" &&
  movement.isReturn &&
  movement.state.is === "booked" &&
  movement.originReference === request.subject &&
  movement.amount.minor === debit.amount.minor &&
  movement.amount.currency === debit.amount.currency &&
  bankRequestTransitions[request.state].includes("done")
    ? {
        ...request,
        state: "done",
        consent: null,
        returnReference: movement.reference,
        returnedOn: dayOf(movement)
      }
    : request

const dayOf = ({ bookingDate, executionDate, updatedAt }: ProvidedTransaction): LocalDate =>
  bookingDate ??
  executionDate ??
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(updatedAt, "Europe/Paris")))

/** The institution's own word, which it gives in one language. */
const wordOf = (word: string) => ({ code: word, fr: word, en: word })
