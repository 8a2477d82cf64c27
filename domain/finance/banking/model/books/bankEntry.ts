import type { Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Schema } from "effect"
import type { AccountCode, EntryLine, NewEntry } from "../../../accounting/model/index.ts"
import type { BankLine, BankLinePosting } from "./BankLine.ts"

/** Where the two halves of the entry of a bank line go. */
export interface BankEntryAccounts {
  readonly journal: string
  /** The bank's own account (512), or the suspense account that the line leaves. */
  readonly from: AccountCode
  readonly posting: BankLinePosting
}

/**
 * The entry of a bank line, of `amount` in the books' currency (above zero): money that came in is a debit of `from`,
 * money that went out a credit. A line in another currency keeps its own amount beside.
 */
export const bankEntry = (
  line: BankLine,
  amount: Money,
  { from, journal, posting }: BankEntryAccounts
): NewEntry => {
  const { account, party, vatCode } = posting
  const foreign = line.amount.currency === amount.currency ? {} : { foreign: absolute(line.amount) }
  const ours = { account: from, ...foreign }
  const theirs = {
    account,
    ...foreign,
    ...(party === undefined ? {} : { party }),
    ...(vatCode === undefined ? {} : { vatCode })
  }
  const reference = line.reference === null ? undefined : asLabel(line.reference)
  const lines: ReadonlyArray<EntryLine> =
    line.amount.minor > 0n
      ? [
          { ...ours, debit: amount },
          { ...theirs, credit: amount }
        ]
      : [
          { ...theirs, debit: amount },
          { ...ours, credit: amount }
        ]
  return {
    journal,
    date: line.bookingDate,
    label: posting.label ?? asLabel(line.label) ?? "Relevé bancaire",
    ...(reference === undefined ? {} : { documentRef: reference }),
    lines
  }
}

export const absolute = ({ currency, minor }: Money): Money => ({
  currency,
  minor: minor < 0n ? -minor : minor
})

const isLabel = Schema.is(Label)

/** The first 200 characters of a bank's text, when they make a line that the books take. */
const asLabel = (text: string): string | undefined => {
  const cut = text.trim().slice(0, 200).toWellFormed().trim()
  return isLabel(cut) ? cut : undefined
}
