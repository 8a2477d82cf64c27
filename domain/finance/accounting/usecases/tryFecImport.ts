import { Effect, Option, Result } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { EUR } from "../../../shared/Money.ts"
import {
  entryOfFec,
  type FecDryRun,
  type FecImport,
  type FecImportId,
  type FecRefusal,
  fecRefusal,
  type FiscalYear,
  mappingIndex,
  type Period
} from "../model/index.ts"
import { type PlacedEntry, readFecImport } from "./readFecImport.ts"

/** Refusals told; the others are counted. */
const toldLimit = 100

/** What a commit of the import would do now; nothing is written. */
export const dryRunFecImport = Effect.fn("accounting.dryRunFecImport")(function* (id: FecImportId) {
  const imports = yield* FecImports
  return yield* tryFecImport(yield* imports.find(id))
})

/** Everything that would refuse the import, found before anything is posted. */
export const tryFecImport = Effect.fnUntraced(function* (of: FecImport) {
  const books = yield* booksAsTheyAre
  const refusals = [...codesOf(of, books), ...wholeOf(of, books)]
  const accept = entryRule(of, books)
  let lines = 0
  let entries = 0
  yield* readFecImport(of, (batch) =>
    Effect.sync(() => {
      for (const placed of batch) {
        const accepted = accept(placed)
        if (Result.isFailure(accepted)) refusals.push(accepted.failure)
        else if (accepted.success > 0) {
          entries++
          lines += accepted.success
        }
      }
    })
  )
  if (entries === 0 && refusals.length === 0) refusals.push(fecRefusal("no-entry"))
  return {
    accepted: refusals.length === 0,
    ...missingOf(of, books),
    fiscalYear:
      of.mapping.year === null ? null : { ...of.mapping.year, exists: sameYear(of, books) !== undefined },
    entries,
    lines,
    refused: refusals.length,
    refusals: refusals.slice(0, toldLimit)
  } satisfies FecDryRun
})

const booksAsTheyAre = Effect.gen(function* () {
  const books = yield* Books
  const { current } = yield* Tenants
  const { currency } = yield* current
  const accounts = yield* books.accounts({}, 1_000_000, Option.none())
  const years = yield* books.fiscalYears
  const periods = yield* Effect.forEach(years, ({ id }) => books.periods(id))
  return { currency, accounts, journals: yield* books.journals, years, periods: periods.flat() }
})

type BooksNow = Effect.Success<typeof booksAsTheyAre>

const sameYear = ({ mapping: { year } }: FecImport, { years }: BooksNow): FiscalYear | undefined =>
  years.find(({ ends, starts }) => starts === year?.starts && ends === year.ends)

const missingOf = ({ mapping }: FecImport, { accounts, journals }: BooksNow) => {
  const knownAccounts = new Set<string>(accounts.map(({ code }) => code))
  const knownJournals = new Set(journals.map(({ code }) => code))
  const wanted = (codes: ReadonlyArray<string | null>, known: ReadonlySet<string>) =>
    [...new Set(codes)].filter((code): code is string => code !== null && !known.has(code)).toSorted()
  return {
    accounts: wanted(
      mapping.accounts.map(({ account }) => account),
      knownAccounts
    ),
    journals: wanted(
      mapping.journals.map(({ journal }) => journal),
      knownJournals
    )
  }
}

const codesOf = ({ mapping }: FecImport, { accounts }: BooksNow): ReadonlyArray<FecRefusal> => {
  const inactive = new Set<string>(accounts.flatMap(({ active, code }) => (active ? [] : [code])))
  return [
    ...mapping.accounts.flatMap(({ account, code }) =>
      account === null
        ? [fecRefusal("unmapped-account", code)]
        : inactive.has(account)
          ? [fecRefusal("inactive-account", account)]
          : []
    ),
    ...mapping.journals.flatMap(({ code, journal }) =>
      journal === null ? [fecRefusal("unmapped-journal", code)] : []
    )
  ]
}

const wholeOf = (of: FecImport, books: BooksNow): ReadonlyArray<FecRefusal> => {
  const { mapping, preview } = of
  const { year } = mapping
  const overlapping =
    year === null || sameYear(of, books) !== undefined
      ? undefined
      : books.years.find(({ ends, starts }) => starts <= year.ends && ends >= year.starts)
  return [
    ...(books.currency === EUR ? [] : [fecRefusal("not-in-euros")]),
    ...(preview.unreadLines === 0 ? [] : [fecRefusal("unread-lines", String(preview.unreadLines))]),
    ...(preview.listsCut ? [fecRefusal("too-many-codes")] : []),
    ...(year === null ? [fecRefusal("no-year")] : []),
    ...(overlapping === undefined
      ? []
      : [fecRefusal("year-overlaps", `${overlapping.starts} - ${overlapping.ends}`)])
  ]
}

/** The number of lines that an entry brings to the books, or why it cannot; codes are refused once, not here. */
const entryRule = (of: FecImport, { periods }: BooksNow) => {
  const index = mappingIndex(of.mapping)
  const { year } = of.mapping
  return ({ read }: PlacedEntry): Result.Result<number, FecRefusal> => {
    const made = entryOfFec(read, index)
    if (Result.isFailure(made)) {
      return made.failure.code.startsWith("unmapped") ? Result.succeed(0) : Result.fail(made.failure)
    }
    if (year !== null && (read.date < year.starts || read.date > year.ends)) {
      return Result.fail(fecRefusal("date-outside-year", read.number, read.firstLine))
    }
    const period: Period | undefined = periods.find(
      ({ ends, starts }) => starts <= read.date && read.date <= ends
    )
    if (period !== undefined && period.state !== "open") {
      return Result.fail(fecRefusal("period-closed", read.number, read.firstLine))
    }
    return Result.succeed(made.success?.lines.length ?? 0)
  }
}
