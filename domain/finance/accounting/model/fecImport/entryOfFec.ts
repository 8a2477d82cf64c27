import { Result, Schema } from "effect"
import { isKnownCurrency } from "../../../../shared/Currency.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, EUR, maxMinor, money } from "../../../../shared/Money.ts"
import type { AccountCode } from "../books/Account.ts"
import type { FecLine } from "../fec/FecLine.ts"
import type { FecReadEntry } from "../fec/FecReader.ts"
import type { EntryLine, NewEntry } from "../ledger/Entry.ts"
import type { FecMapping } from "./FecMapping.ts"
import { type FecRefusal, fecRefusal } from "./FecRefusal.ts"

/** A line to post, and the lettering that the file gives it. */
export interface FecImportLine {
  readonly line: EntryLine
  readonly lettering: string
  readonly letteringDate: LocalDate | null
}

export interface FecImportEntry {
  readonly entry: NewEntry
  /** One for each line of `entry`, in its order. */
  readonly lines: ReadonlyArray<FecImportLine>
}

/** Lines that an entry of the books can hold: their position is a 16-bit number. */
const lineLimit = 32_000

/** A mapping made ready to be asked for each line. */
export const mappingIndex = ({ accounts, journals, parties }: FecMapping) => ({
  accounts: new Map(accounts.map(({ account, code }) => [code, account])),
  journals: new Map(journals.map(({ code, journal }) => [code, journal])),
  parties: new Map(parties.map(({ code, party }) => [code, party]))
})

type MappingIndex = ReturnType<typeof mappingIndex>

/**
 * An entry of a file as one of the books. Lines of zero are left out; a negative amount stands on the other side; a
 * line with both sides becomes two. None when nothing is left. The entry's reference and its date are those of its
 * first line that has one: the books keep one for each entry.
 */
export const entryOfFec = (
  read: FecReadEntry,
  index: MappingIndex
): Result.Result<FecImportEntry | undefined, FecRefusal> => {
  const journal = index.journals.get(read.journalCode) ?? null
  if (!read.balanced) return Result.fail(fecRefusal("unbalanced-entry", read.number, read.firstLine))
  if (journal === null) return Result.fail(fecRefusal("unmapped-journal", read.journalCode, read.firstLine))
  const lines: Array<FecImportLine> = []
  for (const fec of read.lines) {
    const account = index.accounts.get(fec.account) ?? null
    if (account === null) return Result.fail(fecRefusal("unmapped-account", fec.account, read.firstLine))
    for (const [debit, credit] of sidesOf(fec)) {
      if (debit + credit > maxMinor)
        return Result.fail(fecRefusal("amount-too-large", read.number, read.firstLine))
      lines.push({ ...letteringOf(fec), line: lineOf(fec, account, debit, credit, index) })
    }
  }
  if (lines.length === 0) return Result.succeed(undefined)
  if (lines.length > lineLimit) return Result.fail(fecRefusal("too-many-lines", read.number, read.firstLine))
  const reference = read.lines.find(({ pieceRef }) => pieceRef !== "")
  const dated = read.lines.find(({ pieceDate }) => pieceDate !== null)?.pieceDate ?? null
  return Result.succeed({
    lines,
    entry: {
      journal,
      date: read.date,
      label: labelFrom(read.lines[0]?.label ?? "", read.number),
      ...(reference === undefined ? {} : { documentRef: labelFrom(reference.pieceRef, read.number) }),
      ...(dated === null ? {} : { documentDate: dated }),
      lines: lines.map(({ line }) => line)
    }
  })
}

/** A text of a file as a label: one printable line of at most 200 characters; `otherwise` when nothing is left. */
export const labelFrom = (text: string, otherwise: string): string =>
  text
    .replaceAll(/[^\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]+/gu, " ")
    .trim()
    .slice(0, 200)
    .toWellFormed()
    .replaceAll("\ufffd", " ")
    .trim() || otherwise

const letteringOf = ({ lettering, letteringDate }: FecLine) => ({ lettering, letteringDate })

const sidesOf = ({ credit, debit }: FecLine): ReadonlyArray<readonly [bigint, bigint]> => {
  const left = (debit > 0n ? debit : 0n) + (credit < 0n ? -credit : 0n)
  const right = (credit > 0n ? credit : 0n) + (debit < 0n ? -debit : 0n)
  return [...(left === 0n ? [] : [[left, 0n] as const]), ...(right === 0n ? [] : [[0n, right] as const])]
}

const lineOf = (
  fec: FecLine,
  account: AccountCode,
  debit: bigint,
  credit: bigint,
  { parties }: MappingIndex
): EntryLine => {
  const party = parties.get(fec.auxiliary)
  return {
    account,
    label: labelFrom(fec.label, fec.entryNumber),
    ...(party === undefined ? {} : { party: { code: party, label: labelFrom(fec.auxiliaryLabel, party) } }),
    ...(debit === 0n ? { credit: money(credit, EUR) } : { debit: money(debit, EUR) }),
    ...foreignOf(fec)
  }
}

/** The amount in another currency; one that is not in ISO 4217, or is none, is left out. */
const foreignOf = ({ currency, currencyMinor }: FecLine) => {
  if (currencyMinor === null || currencyMinor === 0n || currency === EUR || !isKnownCurrency(currency))
    return {}
  const code = Schema.decodeUnknownResult(CurrencyCode)(currency)
  if (Result.isFailure(code)) return {}
  return { foreign: money(currencyMinor < 0n ? -currencyMinor : currencyMinor, code.success) }
}
