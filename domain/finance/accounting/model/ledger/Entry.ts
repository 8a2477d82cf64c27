import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"
import { FiscalYearId } from "../books/Period.ts"

export const EntryId = Uuid.pipe(Schema.brand("EntryId"))
export type EntryId = typeof EntryId.Type

export const LineId = Uuid.pipe(Schema.brand("LineId"))
export type LineId = typeof LineId.Type

/** The customer or supplier that a line of a control account (401, 411, ...) is for: FEC's CompAuxNum, CompAuxLib. */
export const Party = Schema.Struct({ code: Code, label: Label }).annotate({ identifier: "Party" })
export type Party = typeof Party.Type

const positive = Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero"))

const lineFields = {
  account: AccountCode,
  party: Schema.optionalKey(Party),
  /** The entry's label when absent. */
  label: Schema.optionalKey(Label),
  /** Exactly one of debit and credit, in the company's currency. */
  debit: Schema.optionalKey(positive),
  credit: Schema.optionalKey(positive),
  /** The same amount in the currency of the document, when that is another one. */
  foreign: Schema.optionalKey(positive),
  dueDate: Schema.optionalKey(LocalDate),
  vatCode: Schema.optionalKey(Code),
  /** Analytic axes: axis code to section code. */
  analytics: Schema.optionalKey(Schema.Record(Code, Code))
}

export const EntryLine = Schema.Struct(lineFields)
  .check(
    Schema.makeFilter(
      ({ credit, debit }) => (debit === undefined) !== (credit === undefined) || "either a debit or a credit"
    ),
    Schema.makeFilter(
      ({ credit, debit, foreign }) =>
        foreign === undefined ||
        foreign.currency !== (debit ?? credit)?.currency ||
        "a foreign amount in another currency than the debit or credit"
    )
  )
  .annotate({ identifier: "EntryLine" })
export type EntryLine = typeof EntryLine.Type

const eur = (minor: bigint) => ({ minor, currency: CurrencyCode.make("EUR") })

const exampleLines = [
  { account: AccountCode.make("411"), party: { code: "C001", label: "Dupont" }, debit: eur(12_000n) },
  { account: AccountCode.make("706"), credit: eur(10_000n) },
  { account: AccountCode.make("44571"), credit: eur(2_000n), vatCode: "C20" }
]

/** An entry as it is asked for. Money is in the company's currency, the sums of both sides must be equal. */
export const NewEntry = Schema.Struct({
  journal: Code,
  date: LocalDate,
  label: Label,
  documentRef: Schema.optionalKey(Label),
  documentDate: Schema.optionalKey(LocalDate),
  lines: Schema.Array(EntryLine).check(Schema.isMinLength(2), Schema.isMaxLength(1000))
}).annotate({
  identifier: "NewEntry",
  examples: [
    {
      journal: "VE",
      date: LocalDate.make("2026-01-31"),
      label: "Facture F-2026-001",
      documentRef: "F-2026-001",
      lines: exampleLines
    }
  ]
})
export type NewEntry = typeof NewEntry.Type

export const PostedLine = Schema.Struct({
  id: LineId,
  position: Schema.Int,
  ...lineFields,
  label: Label
}).annotate({
  identifier: "PostedLine"
})
export type PostedLine = typeof PostedLine.Type

/** An entry in the books: it never changes. `number` runs without holes in the journal and fiscal year. */
export const PostedEntry = Schema.Struct({
  id: EntryId,
  state: Schema.Literals(["posted", "reversed"]),
  journal: Code,
  fiscalYearId: FiscalYearId,
  number: Schema.Int,
  date: LocalDate,
  label: Label,
  documentRef: Schema.NullOr(Label),
  documentDate: Schema.NullOr(LocalDate),
  /** The business event that it was posted for, once only. */
  sourceEvent: Schema.NullOr(Schema.String.annotate({ examples: ["invoicing.invoice.issued/F-2026-001"] })),
  /** The date that the event had, when its period was closed and the entry went to the next open one. */
  postponedFrom: Schema.NullOr(LocalDate),
  reversalOf: Schema.NullOr(EntryId),
  reversedBy: Schema.NullOr(EntryId),
  postedAt: Schema.String.annotate({ format: "date-time", examples: ["2026-01-31T17:04:05.123Z"] }),
  /** SHA-256 over the entry before it and its own content, in hexadecimal. */
  hash: Schema.String.annotate({
    examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
  }),
  lines: Schema.Array(PostedLine)
}).annotate({
  identifier: "PostedEntry",
  examples: [
    {
      id: EntryId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      state: "posted",
      journal: "VE",
      fiscalYearId: FiscalYearId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
      number: 1,
      date: LocalDate.make("2026-01-31"),
      label: "Facture F-2026-001",
      documentRef: "F-2026-001",
      documentDate: null,
      sourceEvent: null,
      postponedFrom: null,
      reversalOf: null,
      reversedBy: null,
      postedAt: "2026-01-31T17:04:05.123Z",
      hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      lines: exampleLines.map((line, index) => ({
        id: LineId.make(`019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a3${index + 1}`),
        position: index + 1,
        label: "Facture F-2026-001",
        ...line
      }))
    }
  ]
})
export type PostedEntry = typeof PostedEntry.Type

/** An entry being written: it may be incomplete in every way that the books would not take. */
export const Draft = Schema.Struct({
  id: EntryId,
  state: Schema.Literal("draft"),
  version: Schema.Int,
  content: NewEntry
}).annotate({ identifier: "Draft" })
export type Draft = typeof Draft.Type
