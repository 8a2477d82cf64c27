import { Option } from "effect"
import * as fc from "fast-check"
import {
  FecChecker,
  type FecCheckOptions,
  type FecLine,
  type FecReport
} from "../../../../../domain/finance/accounting/model/index.ts"
import { localDate, type LocalDate } from "../../../../../domain/shared/LocalDate.ts"

export const checkAll = (bytes: Uint8Array, options: FecCheckOptions = {}): FecReport => {
  const checker = new FecChecker(options)
  checker.push(bytes)
  return checker.end()
}

/** Pushes the bytes cut at the given places. */
export const checkCut = (bytes: Uint8Array, cuts: ReadonlyArray<number>): FecReport => {
  const checker = new FecChecker()
  for (const chunk of cutAt(bytes, cuts)) checker.push(chunk)
  return checker.end()
}

export const cutAt = (bytes: Uint8Array, cuts: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return places.slice(1).map((to, at) => bytes.slice(places[at] ?? 0, to))
}

export const dates: fc.Arbitrary<LocalDate> = fc
  .record({
    year: fc.integer({ min: 1900, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 })
  })
  .map(({ year, month, day }) => Option.getOrThrow(localDate(year, month, day)))

/** Any text at all: accents, emoji, separators, line breaks, lone surrogates. */
const wild = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 6
  }),
  fc.constantFrom("Été €", "œuvre | d'art", "a\tb\r\nc", "  bords  ", "L’avoir – n° 1…", "")
)

const filled = wild.map((text) => `x${text}`)

const line = (wildText: fc.Arbitrary<string>, filledText: fc.Arbitrary<string>) =>
  fc.record({
    journalLabel: filledText,
    entryDate: dates,
    account: fc.integer({ min: 100_000, max: 799_999 }).map(String),
    accountLabel: filledText,
    auxiliary: wildText,
    auxiliaryLabel: wildText,
    pieceRef: wildText,
    pieceDate: fc.option(dates),
    label: filledText,
    lettering: wildText,
    letteringDate: fc.option(dates),
    validDate: fc.option(dates),
    currency: fc.constantFrom("", "USD", "JPY", "TND"),
    currencyMinor: fc.option(fc.bigInt(-10_000_000n, 10_000_000n)),
    amount: fc.bigInt(1n, 900_000_000_000n)
  })

/** Balanced entries: each line on the debit or the credit side, and a last line for the difference. */
export const fecEntries = (
  wildText: fc.Arbitrary<string> = wild,
  filledText: fc.Arbitrary<string> = filled
) =>
  fc
    .array(
      fc.record({
        journal: fc.constantFrom("VE", "AC", "BQ"),
        lines: fc.array(fc.tuple(line(wildText, filledText), fc.boolean()), { minLength: 1, maxLength: 4 })
      }),
      { minLength: 1, maxLength: 6 }
    )
    .map((entries): ReadonlyArray<FecLine> =>
      entries.flatMap(({ journal, lines }, entry) => {
        const placed = lines.map(([{ amount, ...rest }, debit]) => ({
          ...rest,
          journalCode: journal,
          entryNumber: `${entry + 1}`,
          debit: debit ? amount : 0n,
          credit: debit ? 0n : amount
        }))
        const balance = placed.reduce((sum, one) => sum + one.debit - one.credit, 0n)
        const [first] = placed
        if (first === undefined || balance === 0n) return placed
        return [
          ...placed,
          { ...first, debit: balance < 0n ? -balance : 0n, credit: balance > 0n ? balance : 0n }
        ]
      })
    )
