import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId, type FinancialEvent } from "../../../accounting/model/index.ts"
import { EffectiveRate } from "../loan/effectiveRate.ts"
import { YearlyRate } from "../loan/LoanTerms.ts"
import { OverdraftId } from "./Overdraft.ts"

export const OverdraftBookingId = Uuid.pipe(Schema.brand("OverdraftBookingId"))
export type OverdraftBookingId = typeof OverdraftBookingId.Type

/**
 * The interest and charges of a month of an overdraft, or of its last part, posted on `on`. One that reverses another has
 * its negative amounts. `effectiveRate` is by the method of numbers, null where nothing was drawn; `usuryThreshold` is the
 * one entered for the quarter, null where none was: then `aboveUsury` is null too, which is not a no.
 */
export const OverdraftBooking = Schema.Struct({
  id: OverdraftBookingId,
  overdraftId: OverdraftId,
  from: LocalDate,
  to: LocalDate.annotate({ description: "The last day that counts" }),
  on: LocalDate,
  interest: Money,
  charges: Money,
  effectiveRate: Schema.NullOr(EffectiveRate),
  usuryThreshold: Schema.NullOr(YearlyRate),
  aboveUsury: Schema.NullOr(Schema.Boolean).annotate({
    description: "Whether the effective rate is above the threshold; null: unknown"
  }),
  reverses: Schema.NullOr(OverdraftBookingId),
  entryId: Schema.NullOr(EntryId).annotate({ description: "Null where there was nothing to post" }),
  createdAt: Instant
}).annotate({
  identifier: "OverdraftBooking",
  examples: [
    {
      id: OverdraftBookingId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"),
      overdraftId: OverdraftId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11"),
      from: LocalDate.make("2026-02-01"),
      to: LocalDate.make("2026-02-28"),
      on: LocalDate.make("2026-02-28"),
      interest: { minor: 6_572n, currency: EUR },
      charges: { minor: 1_200n, currency: EUR },
      effectiveRate: "0.101321",
      usuryThreshold: "0.1647",
      aboveUsury: false,
      reverses: null,
      entryId: EntryId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"),
      createdAt: DateTime.makeUnsafe("2026-03-02T08:00:00Z")
    }
  ]
})
export type OverdraftBooking = typeof OverdraftBooking.Type

/** Those that nothing reverses, by their days, without the reversals themselves. */
export const standingBookings = (all: ReadonlyArray<OverdraftBooking>): ReadonlyArray<OverdraftBooking> => {
  const reversed = new Set(all.map(({ reverses }) => reverses))
  return all
    .filter(({ id, reverses }) => reverses === null && !reversed.has(id))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

type Booked = Pick<OverdraftBooking, "charges" | "id" | "interest" | "on">

const item = (product: string, net: Money) =>
  net.minor === 0n ? [] : [{ product, net, vat: money(0n, net.currency) }]

/** The financial event of a booking, once by its id; none where there is no amount. */
export const overdraftPosting = (
  { charges, id, interest, on }: Booked,
  label: string
): FinancialEvent | undefined => {
  const [first, ...rest] = [...item("INTEREST", interest), ...item("CHARGES", charges)]
  if (first === undefined) return undefined
  return {
    id: `overdraft:${id}`,
    type: "credit.overdraft_interest",
    date: on,
    label,
    items: [first, ...rest]
  }
}
