import { DateTime, Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { BankConsent } from "../requests/BankConsent.ts"
import { ReturnUrl } from "../transfers/NewTransfer.ts"
import { TransferPayee } from "../transfers/Transfer.ts"

export const StandingOrderId = Uuid.pipe(Schema.brand("StandingOrderId"))
export type StandingOrderId = typeof StandingOrderId.Type

/**
 * Where a standing order stands. `asked` and `unknown`: nobody knows yet what came of it; `consent_pending`: a person must
 * consent at the institution; `active`: it pays; `cancelling`; `cancelled`; `refused`: it never paid.
 */
export const StandingOrderState = Schema.Literals([
  "asked",
  "unknown",
  "consent_pending",
  "active",
  "cancelling",
  "cancelled",
  "refused"
])
export type StandingOrderState = typeof StandingOrderState.Type

export const StandingOrderPeriod = Schema.Literals(["day", "week", "month"])

const wanted = {
  providerAccountId: ProviderAccountId,
  payee: TransferPayee,
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  label: Label.check(Schema.isMaxLength(140)),
  period: StandingOrderPeriod.annotate({ description: "How often it pays" }),
  firstDate: LocalDate.annotate({ description: "It pays first on this day, which is ahead" }),
  consentReturnUrl: ReturnUrl
}

const example = {
  providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
  payee: { name: "SCI des Tilleuls", account: "FR1420041010050500013M02606" },
  amount: { minor: 85_000n, currency: EUR },
  label: "Loyer atelier",
  period: "month" as const,
  firstDate: LocalDate.make("2027-01-05"),
  consentReturnUrl: "https://erp.example.fr/standing-orders"
}

/** The same amount to the same payee, again and again. Its payments are movements like others. */
export const StandingOrder = Schema.Struct({
  id: StandingOrderId,
  connectionId: ConnectionId,
  ...wanted,
  lastDate: Schema.NullOr(LocalDate),
  state: StandingOrderState,
  /** What the payee's bank says of the name, once the institution has checked it. */
  payeeAnswer: Schema.NullOr(WordedAs(["match", "close-match", "no-match", "not-possible"])),
  suggestedName: Schema.NullOr(Schema.String.annotate({ examples: ["SCI des Tilleuls et Cie"] })),
  /** Only while it is needed. */
  consent: Schema.NullOr(BankConsent),
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  reference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of it", examples: ["so-1"] })
  ),
  nextDate: Schema.NullOr(LocalDate.annotate({ description: "When it pays next, as it was when last read" })),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "StandingOrder",
  examples: [
    {
      id: StandingOrderId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1ab1"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      ...example,
      lastDate: null,
      state: "active",
      payeeAnswer: { is: "match", word: "Match" },
      suggestedName: null,
      consent: null,
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      reference: "so-1",
      nextDate: LocalDate.make("2027-01-05"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type StandingOrder = typeof StandingOrder.Type

/** A standing order to make. A person consents at the institution, and sees there what the check of the payee said. */
export const NewStandingOrder = Schema.Struct({
  ...wanted,
  lastDate: Schema.optionalKey(LocalDate.annotate({ description: "It pays nothing after this day" }))
})
  .check(
    Schema.makeFilter(
      ({ payee }) => Schema.is(Iban)(payee.account) || "payee.account: an IBAN with valid check digits"
    ),
    Schema.makeFilter(
      ({ firstDate, lastDate }) =>
        lastDate === undefined || lastDate >= firstDate || "lastDate: not before firstDate"
    )
  )
  .annotate({ identifier: "NewStandingOrder", examples: [example] })
export type NewStandingOrder = typeof NewStandingOrder.Type
