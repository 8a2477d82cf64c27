import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, money, type Money, MoneySum } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ProcessId } from "../../../platform/processes/model/index.ts"
import { AccountCode, EntryId } from "../../accounting/model/index.ts"

/**
 * The accounts of the PCG that money passes through and does not stay on: 511 (values to be cashed) and 58 (internal
 * transfers). What a process has put there must have left again some time after its end.
 */
export const clearingAccounts = ["511", "58"] as const

/** A line of a process on a clearing account. `open` is what no lettering has matched: debit positive. */
export interface ClearingLine {
  readonly entryId: EntryId
  readonly date: LocalDate
  /** The place of the entry in the order in which entries were posted. */
  readonly order: string
  readonly account: AccountCode
  readonly open: Money
  /** The business event that the entry was posted for. */
  readonly eventId: string | null
}

/** What did not come back to zero: the account, what is left on it, and the first entry from which on it never did. */
export interface Break {
  readonly line: ClearingLine
  readonly left: Money
}

/**
 * The first line after which the balance of its account never came back to zero; undefined when every account did. Lines
 * that undo each other, such as an entry and its reversal, break nothing.
 */
export const firstBreak = (lines: ReadonlyArray<ClearingLine>): Break | undefined =>
  [...Map.groupBy(lines, ({ account, open }) => `${account} ${open.currency}`).values()]
    .flatMap((ofAccount) => breakOf(ofAccount.toSorted(byOrder)) ?? [])
    .toSorted((a, b) => byOrder(a.line, b.line))[0]

const byOrder = (a: ClearingLine, b: ClearingLine) => {
  const [one, other] = [`${a.date} ${a.order}`, `${b.date} ${b.order}`]
  return one < other ? -1 : one > other ? 1 : 0
}

const breakOf = (lines: ReadonlyArray<ClearingLine>): Break | undefined => {
  let [sum, first]: [bigint, ClearingLine | undefined] = [0n, undefined]
  for (const line of lines) {
    const before = sum
    sum += line.open.minor
    if (sum === 0n) first = undefined
    else if (before === 0n) first = line
  }
  return first === undefined ? undefined : { line: first, left: money(sum, first.open.currency) }
}

export const ConservationAlertId = Uuid.pipe(Schema.brand("ConservationAlertId"))
export type ConservationAlertId = typeof ConservationAlertId.Type

/** Money of a process that is still on a clearing account although the process has ended. */
export const ConservationAlert = Schema.Struct({
  id: ConservationAlertId,
  processId: ProcessId,
  account: AccountCode,
  left: MoneySum,
  entryId: EntryId,
  eventId: Schema.NullOr(
    Schema.String.annotate({
      description: "The first business event after which the account never came back to zero",
      examples: ["payment:019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a32"]
    })
  ),
  raisedAt: Instant,
  clearedAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "ConservationAlert",
  examples: [
    {
      id: ConservationAlertId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c01"),
      processId: ProcessId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b01"),
      account: AccountCode.make("511"),
      left: { minor: 12_000n, currency: EUR },
      entryId: EntryId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1d01"),
      eventId: "payment:019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a32",
      raisedAt: DateTime.makeUnsafe("2026-11-27T14:05:00Z"),
      clearedAt: null
    }
  ]
})
export type ConservationAlert = typeof ConservationAlert.Type
