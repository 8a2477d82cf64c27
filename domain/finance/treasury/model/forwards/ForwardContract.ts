import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, EUR, maxMinor, Money, money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId } from "../../../banking/model/index.ts"
import { converted, ExchangeRate } from "../exposure/ExchangeRate.ts"
import type { Flow } from "../position/ValueDateLadder.ts"

export const ForwardContractId = Uuid.pipe(Schema.brand("ForwardContractId"))
export type ForwardContractId = typeof ForwardContractId.Type

const dollars = CurrencyCode.make("USD")

const fields = {
  side: Schema.Literals(["buy", "sell"]).annotate({ description: "What the company does with the amount" }),
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")).annotate({
    examples: [money(10_000_000n, dollars)]
  }),
  against: CurrencyCode.annotate({ description: "The currency that it is paid in", examples: [EUR] }),
  rate: ExchangeRate.annotate({
    description: "As agreed: what one unit of the amount's currency is worth in the other",
    examples: ["0.9215"]
  }),
  agreedOn: LocalDate,
  source: Label.annotate({
    description: "Where the rate stands, such as the bank's confirmation",
    examples: ["Confirmation n° 4411"]
  }),
  from: LocalDate.annotate({
    description: "The first day of settlement; the same as to where it is one day"
  }),
  to: LocalDate.annotate({ description: "The last day of settlement, on which the ladder counts it" }),
  bank: Label.annotate({ examples: ["Crédit Mutuel"] }),
  bankAccountId: BankAccountId.annotate({
    description: "The account that it is settled on, in one of the two currencies"
  })
}

const example = {
  side: "sell",
  amount: money(10_000_000n, dollars),
  against: EUR,
  rate: "0.9215",
  agreedOn: LocalDate.make("2026-11-23"),
  source: "Confirmation n° 4411",
  from: LocalDate.make("2027-02-01"),
  to: LocalDate.make("2027-02-26"),
  bank: "Crédit Mutuel",
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21")
} as const

/** A forward exchange contract as the bank has confirmed it. */
export const NewForwardContract = Schema.Struct(fields)
  .check(
    Schema.makeFilter(({ against, amount }) => against !== amount.currency || "against: another currency"),
    Schema.makeFilter(
      ({ agreedOn, from, to }) => (agreedOn <= from && from <= to) || "agreedOn, from, to: in this order"
    ),
    Schema.makeFilter(({ against, amount, rate }) => {
      const { minor } = converted(amount, rate, against)
      return (
        (minor > 0n && minor <= maxMinor) || "rate: one at which the amount can be told in the other currency"
      )
    })
  )
  .annotate({ identifier: "NewForwardContract", examples: [example] })
export type NewForwardContract = typeof NewForwardContract.Type

/** `settled`: both amounts have moved. `ended`: given up early, nothing of it moves. */
export const ForwardState = Schema.Literals(["open", "settled", "ended"])
export type ForwardState = typeof ForwardState.Type

/** A forward exchange contract of the register. */
export const ForwardContract = Schema.Struct({
  id: ForwardContractId,
  ...fields,
  counterAmount: Money.annotate({
    description: "The amount at the rate, halves away from zero",
    examples: [money(9_215_000n, EUR)]
  }),
  state: ForwardState,
  closedOn: Schema.NullOr(LocalDate).annotate({ description: "The day on which it was settled or ended" }),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "ForwardContract",
  examples: [
    {
      id: ForwardContractId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1f11"),
      ...example,
      counterAmount: money(9_215_000n, EUR),
      state: "open",
      closedOn: null,
      createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      version: 1
    }
  ]
})
export type ForwardContract = typeof ForwardContract.Type

/** The account that a contract is settled on is in neither of its currencies. */
export class ForwardAccountDiffers extends Schema.TaggedError<ForwardAccountDiffers>()(
  "ForwardAccountDiffers",
  { account: CurrencyCode, amount: CurrencyCode, against: CurrencyCode },
  { httpApiStatus: 422 }
) {}

type Terms = Pick<ForwardContract, "against" | "amount" | "rate" | "side" | "state" | "to">

/** What an open contract brings and takes, each in its currency, on the last day of its window; nothing once it is closed. */
export const forwardFlows = ({ against, amount, rate, side, state, to }: Terms): ReadonlyArray<Flow> => {
  if (state !== "open") return []
  const sign = side === "buy" ? 1n : -1n
  const other = converted(amount, rate, against)
  return [
    { day: to, kind: "forward", currency: amount.currency, minor: sign * amount.minor },
    { day: to, kind: "forward", currency: against, minor: -sign * other.minor }
  ]
}

/** Whether an open contract may be closed so on a day: settled within its window, ended from when it was agreed; none ahead. */
export const mayClose = (
  { agreedOn, from, state, to }: Pick<ForwardContract, "agreedOn" | "from" | "state" | "to">,
  how: Exclude<ForwardState, "open">,
  on: LocalDate,
  today: LocalDate
): boolean => state === "open" && on <= today && (how === "settled" ? from <= on && on <= to : agreedOn <= on)
