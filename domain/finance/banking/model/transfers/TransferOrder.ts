import type { DateTime } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Money } from "../../../../shared/Money.ts"
import type { Worded } from "../../../../shared/Worded.ts"
import type { Capability } from "../../../providers/model/index.ts"
import type { ProvidedTransaction } from "../provided/ProvidedAccount.ts"

/** Who is paid: `account` is an IBAN, or the number of an account at the same institution. */
export interface Payee {
  readonly name: string
  readonly account: string
}

/** An order to pay somebody from an account. */
export interface TransferOrder {
  readonly accountReference: string
  readonly payee: Payee
  /** `internal` pays an account at the same institution, by the number that it gave to it. */
  readonly route: "sepa" | "internal"
  readonly amount: Money
  readonly label: string
  /** Ours: it comes back with the movements of this order. */
  readonly endToEndReference: string
  /** `instant-or-regular` falls back to a regular transfer when an instant one is impossible. */
  readonly speed: "regular" | "instant" | "instant-or-regular"
  /** Not before this day; at once when null. */
  readonly executionDate: LocalDate | null
  /** The proof of a check of the payee, when one was made. */
  readonly payeeCheckToken: string | null
  /** Where the person comes back to after strong authentication. */
  readonly consentReturnUrl: string
}

/** One of several transfers that one order asks for. `lineReference` is ours: it comes back with its movements. */
export interface TransferOrderLine extends Omit<TransferOrder, "accountReference" | "consentReturnUrl"> {
  readonly lineReference: string
}

/** An order to pay several from an account, under one consent. */
export interface TransferOrders extends Pick<TransferOrder, "accountReference" | "consentReturnUrl"> {
  readonly lines: ReadonlyArray<TransferOrderLine>
}

/** What an institution must be able to do to take an order. */
export const orderCapability = ({
  executionDate,
  route,
  speed
}: Pick<TransferOrder, "executionDate" | "route" | "speed">): OrderCapability => {
  if (route === "internal") return "banking.internal-transfer"
  if (executionDate !== null) return "banking.scheduled-transfer"
  return speed === "regular" ? "banking.transfer" : "banking.instant-transfer"
}

export type OrderCapability = Capability &
  (
    | "banking.instant-transfer"
    | "banking.internal-transfer"
    | "banking.scheduled-transfer"
    | "banking.transfer"
  )

/** A step that a person must take at the provider before money moves. */
export interface Consent {
  readonly reference: string
  readonly url: string
}

/** Where a consent stands: it is waited for, it was given, or it ended without. */
export type ConsentStanding = Worded<"waiting" | "given" | "ended">

/** An order as the institution took it. The money itself is followed by its movements. */
export interface PlacedTransfer {
  readonly reference: string
  readonly state: Worded<"consent-needed" | "accepted" | "rejected">
  readonly consent: Consent | null
  readonly reason: string | null
}

/** An order as it stands now, with what has moved because of it. */
export interface FollowedTransfer {
  readonly placed: PlacedTransfer
  readonly updatedAt: DateTime.Utc
  readonly movements: ReadonlyArray<ProvidedTransaction>
}

/** Verification of payee: does the name fit the IBAN? */
export interface PayeeCheck {
  readonly answer: Worded<"match" | "close-match" | "no-match" | "not-possible">
  /** The name that the other bank suggests on a close match. */
  readonly suggestedName: string | null
  readonly token: string | null
  readonly expiresAt: DateTime.Utc | null
}
