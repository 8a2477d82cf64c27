import type { DateTime } from "effect"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"

/** How much may be spent, and in which span of time. */
export interface SpendingLimit {
  readonly amount: Money
  readonly period: "once" | "day" | "week" | "month"
  /** `rolling` counts back from now, `calendar` from the start of the span. */
  readonly window: "rolling" | "calendar"
  /** The weekday (1 is Monday) or the day of the month on which a calendar span starts; null: its first. */
  readonly resetDay: number | null
}

export interface CardControls {
  readonly online: boolean
  readonly withdrawal: boolean
  readonly abroad: boolean
  readonly otherCurrencies: boolean
}

export interface CardOrder {
  /** Who holds it, by the issuer's reference of that person's membership of the account. */
  readonly holderReference: string
  readonly name: string
  readonly kind: "virtual" | "single-use"
  readonly limit: SpendingLimit
  readonly controls: CardControls
  readonly expiresOn: LocalDate | null
  readonly consentReturnUrl: string
}

/** A card as its issuer has it. Its number is never here. */
export interface IssuedCard {
  readonly reference: string
  readonly kind: Worded<"virtual" | "single-use" | "physical">
  readonly state: Worded<"consent-needed" | "processing" | "active" | "cancelling" | "cancelled">
  readonly name: string | null
  readonly masked: string | null
  readonly expires: string | null
  readonly consent: { readonly reference: string; readonly url: string } | null
  /** The key under which it was ordered, while the issuer tells it; null where it does not. */
  readonly orderKey: string | null
  readonly updatedAt: DateTime.Utc
}

/** A consent as its issuer has it: it is waited for, it was given, or it ended without. */
export interface IssuerConsent {
  readonly state: Worded<"waiting" | "given" | "ended">
  readonly updatedAt: DateTime.Utc
}
