import {
  type Balance,
  type KnownLine,
  type KnownStatements,
  type ParsedLine,
  type ParsedStatement,
  planImport,
  spanOf
} from "../../../../domain/finance/banking/model/index.ts"
import { Iban } from "../../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR } from "../../../../domain/shared/Money.ts"

/** A line of a test, booked on a day of January 2026. */
export const line = (
  day: number,
  minor: bigint,
  label: string,
  more: Partial<ParsedLine> = {}
): ParsedLine => ({
  bookingDate: LocalDate.make(`2026-01-${String(day).padStart(2, "0")}`),
  valueDate: null,
  minor,
  currency: EUR,
  label,
  reference: null,
  counterparty: null,
  references: noReferences,
  bankCode: null,
  bankId: null,
  status: "booked",
  reversal: false,
  details: [],
  line: 1,
  ...more
})

export const noReferences: ParsedLine["references"] = {
  endToEnd: null,
  bank: null,
  customer: null,
  mandate: null,
  creditorId: null,
  transaction: null,
  cheque: null,
  entry: null
}

/** A balance on a day of January 2026. */
export const balance = (day: number, minor: bigint): Balance => ({
  date: LocalDate.make(`2026-01-${String(day).padStart(2, "0")}`),
  minor,
  currency: EUR
})

/** A statement of the tests' account. */
export const statement = (
  lines: ReadonlyArray<ParsedLine>,
  more: Partial<ParsedStatement> = {}
): ParsedStatement => ({
  account: { iban: Iban.make("FR7630006000011234567890189"), rib: null, other: null },
  currency: EUR,
  statementId: null,
  sequence: null,
  opening: null,
  closing: null,
  otherBalances: [],
  lines,
  warnings: [],
  ...more
})

export const nothing: KnownStatements = { lines: [], statements: [] }

/** What is stored after a plan is carried out. */
export const imported = (
  known: KnownStatements,
  statements: ReadonlyArray<ParsedStatement>
): KnownStatements => {
  const plan = planImport(known, statements)
  const gone = new Set(plan.settled.map(({ pending }) => pending))
  const settles = (key: string) => plan.settled.filter(({ by }) => by === key).map(({ pending }) => pending)
  const kept = known.lines
    .filter(({ key }) => !gone.has(key))
    .map((one): KnownLine => ({ ...one, settles: [...one.settles, ...settles(one.key)] }))
  const added = plan.added.map(({ account, key, line: one }): KnownLine => ({
    ...one,
    account,
    key,
    settles: settles(key)
  }))
  return { lines: [...kept, ...added], statements: [...known.statements, ...statements.map(spanOf)] }
}
