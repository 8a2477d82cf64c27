import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"
import { LineId } from "../ledger/Entry.ts"

export const LetteringId = Uuid.pipe(Schema.brand("LetteringId"))
export type LetteringId = typeof LetteringId.Type

/** What of a line is matched: `amount` in the books' currency, `foreign` in the document's where it has one. */
export const LetteredPart = Schema.Struct({
  lineId: LineId,
  side: Schema.Literals(["debit", "credit"]),
  amount: Money,
  foreign: Schema.NullOr(Money)
}).annotate({ identifier: "LetteredPart" })
export type LetteredPart = typeof LetteredPart.Type

/**
 * Lines of one account and one party that settle each other: both sides' parts are equal. `full` when every line in it
 * is settled to the cent, `partial` when some stays open. A cancelled one counts no more, and stays readable.
 */
export const Lettering = Schema.Struct({
  id: LetteringId,
  code: Schema.String.annotate({ examples: ["AAA"] }),
  account: AccountCode,
  party: Schema.NullOr(Schema.String.annotate({ examples: ["C001"] })),
  state: Schema.Literals(["full", "partial", "cancelled"]),
  letteredOn: LocalDate,
  cancelledOn: Schema.NullOr(LocalDate),
  version: Schema.Int,
  parts: Schema.Array(LetteredPart)
}).annotate({ identifier: "Lettering" })
export type Lettering = typeof Lettering.Type

/**
 * Lines to letter. Without an amount a line gives all that is open of it; with one, that much, in the currency that the
 * lines share. `exchangeJournal` names the journal of the exchange difference, when there is one.
 */
export const NewLettering = Schema.Struct({
  date: LocalDate,
  lines: Schema.Array(Schema.Struct({ lineId: LineId, amount: Schema.optionalKey(Money) })).check(
    Schema.isMinLength(2),
    Schema.isMaxLength(500)
  ),
  exchangeJournal: Schema.optionalKey(Schema.String)
}).annotate({
  identifier: "NewLettering",
  examples: [
    {
      date: LocalDate.make("2026-02-15"),
      lines: [
        { lineId: LineId.make("01990000-0000-7000-8000-000000000001") },
        { lineId: LineId.make("01990000-0000-7000-8000-000000000002") }
      ]
    }
  ]
})
export type NewLettering = typeof NewLettering.Type

/** AAA, AAB, ... ZZZ, AAAA: the code of an account's n-th lettering, from 0. */
export const letteringCode = (sequence: number): string => {
  let width = 3
  let rest = sequence
  for (let block = 26 ** 3; rest >= block; block *= 26) {
    rest -= block
    width++
  }
  let code = ""
  for (let i = 0; i < width; i++) {
    code = String.fromCharCode(65 + (rest % 26)) + code
    rest = Math.floor(rest / 26)
  }
  return code
}
