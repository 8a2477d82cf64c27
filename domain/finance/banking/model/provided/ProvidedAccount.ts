import type { DateTime, Option } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Money } from "../../../../shared/Money.ts"
import type { Worded } from "../../../../shared/Worded.ts"
import type { MemberRights } from "../members/MemberRights.ts"

/** The four balances of an account: `available` is `booked` + `pending` - `reserved`. */
export interface ProvidedBalances {
  readonly available: Money
  readonly booked: Money
  /** Never positive: what will leave. */
  readonly pending: Money
  /** Never negative: what is kept back. */
  readonly reserved: Money
}

/** Who holds an account, and whether the institution has verified who that is. */
export interface AccountHolder {
  readonly reference: string
  readonly name: string
  readonly kind: Worded<"company" | "individual">
  readonly verification: Worded<
    "not-started" | "waiting-for-information" | "pending" | "verified" | "refused"
  >
  /** What the institution waits for before it goes on with the verification. */
  readonly wanted: ReadonlyArray<
    Worded<
      | "first-transfer"
      | "supporting-documents"
      | "beneficial-owners"
      | "legal-representative"
      | "organization"
      | "tax-number"
    >
  >
  /** In the institution's own words; null where it has not refused. */
  readonly refusedBecause: string | null
}

/** Who is invited to act on an account. An institution may ask for the day of birth and the telephone, or not. */
export interface Invitee {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly birthDate: LocalDate | null
  /** With the country's code: +33612345678. */
  readonly phoneNumber: string | null
}

/** Who may act on an account at its institution. */
export interface AccountMember {
  /** The institution's own id of the membership: cards are issued to it. */
  readonly reference: string
  readonly email: string
  readonly managesCards: boolean
  readonly rights: MemberRights
  /** The holder's legal representative, whose rights the institution keeps. */
  readonly legalRepresentative: boolean
  /** The one in whose name the connection acts. */
  readonly isOurs: boolean
  readonly state: Worded<"consent-needed" | "invited" | "enabled" | "suspended" | "disabled">
}

/** An account as the institution that holds it describes it. */
export interface ProvidedAccount {
  /** The institution's own id of it. */
  readonly reference: string
  /** The number by which accounts of the same institution pay it. */
  readonly number: string | null
  readonly name: string
  readonly holder: AccountHolder | null
  readonly iban: string | null
  readonly bic: string | null
  readonly currency: string
  readonly state: Worded<"open" | "suspended" | "closing" | "closed">
  /** What may be done with it: `limited` until its holder is verified. */
  readonly level: Worded<"limited" | "unlimited">
  /** None where the institution does not show them. */
  readonly balances: ProvidedBalances | null
  /** Movements that are newer than those it shows are shown once a person has authenticated there again. */
  readonly newMovementsNeedAuthentication: boolean
}

/** What a movement of a card says beside its amount. */
export interface CardMovementFacts {
  /** The institution's own id of the card; null where it does not show it. */
  readonly card: string | null
  /** `authorisation` holds, `debit` takes, the others bring back or take back what was brought. */
  readonly role: Worded<"authorisation" | "debit" | "debit-reversal" | "credit" | "credit-reversal">
  /** In the merchant's currency; null where our table of currencies does not know it. */
  readonly original: Money | null
  readonly merchant: {
    readonly id: string | null
    readonly name: string | null
    readonly city: string | null
    /** ISO 3166-1 alpha-3. */
    readonly country: string | null
    /** Merchant category code. */
    readonly category: string | null
  }
}

/** One movement, in the state it has now. It changes: the same `reference` comes again with another state. */
export interface ProvidedTransaction {
  readonly reference: string
  readonly accountReference: string
  readonly direction: "in" | "out"
  readonly amount: Money
  readonly state: Worded<
    "upcoming" | "pending" | "booked" | "rejected" | "cancelled" | "released" | "deferred" | "settled"
  >
  readonly kind: Worded<
    | "transfer"
    | "instant-transfer"
    | "internal-transfer"
    | "direct-debit"
    | "card"
    | "cheque"
    | "fees"
    | "international-transfer"
  >
  /** It brings back another movement: a return, a recall or a reversal. */
  readonly isReturn: boolean
  /** An instant transfer that was rejected and goes on as a regular one, which is another movement. */
  readonly fallsBack?: boolean
  /** Of a movement of a card that the institution issued on the account. */
  readonly card?: CardMovementFacts
  readonly label: string
  readonly counterparty: { readonly name: string; readonly iban: string | null }
  /** Ours, as it was given with the order. */
  readonly endToEndReference: string | null
  /** Our name of the transfer that it carries out, where its order has several lines and the institution tells. */
  readonly lineReference?: string
  /** The order that caused it, and the movement that it returns or corrects. */
  readonly orderReference: string | null
  readonly originReference: string | null
  /** The virtual IBAN of ours on which it arrived; absent where it came on none, or its institution does not say. */
  readonly virtualIbanReference?: string
  /** The mandate under which it was debited. */
  readonly mandateReference: string | null
  /** Whether it can be cancelled now. */
  readonly cancellable: boolean
  /** The institution's reason when it was rejected or returned, in its own word. */
  readonly reason: string | null
  readonly executionDate: LocalDate | null
  readonly bookingDate: LocalDate | null
  readonly valueDate: LocalDate | null
  readonly updatedAt: DateTime.Utc
}

export interface TransactionsWanted {
  readonly accountReference: string
  /** Those that changed since; all when none. */
  readonly updatedSince: Option.Option<DateTime.Utc>
  /** The cursor of the page before. */
  readonly after: Option.Option<string>
  readonly limit: number
}

export interface TransactionPage {
  readonly transactions: ReadonlyArray<ProvidedTransaction>
  readonly next: Option.Option<string>
}

/** An IBAN that leads to an account, such as one a customer. */
export interface VirtualIban {
  readonly reference: string
  readonly iban: string
  readonly bic: string
  readonly label: string | null
  readonly state: Worded<"enabled" | "suspended" | "cancelled">
}

/** A mandate under which somebody may debit the account. */
export interface ReceivedMandate {
  readonly reference: string
  /** Its unique reference, as the creditor gave it (RUM). */
  readonly umr: string | null
  readonly creditor: { readonly name: string; readonly identifier: string } | null
  readonly scheme: string | null
  readonly sequence: string | null
  readonly state: Worded<"enabled" | "suspended" | "cancelled" | "consent-needed">
  readonly signedOn: LocalDate | null
  readonly expiresOn: LocalDate | null
}

/** A statement that the institution made of an account. */
export interface ProvidedStatement {
  readonly reference: string
  readonly format: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly opening: Money
  readonly closing: Money
  readonly state: Worded<"pending" | "ready" | "failed" | "voided">
}
