import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../../shared/Money.ts"
import type { FecPreview, FecTally } from "../fec/FecPreview.ts"

const tally = {
  code: Schema.String,
  label: Schema.String,
  lines: Schema.Int,
  debit: Money,
  credit: Money
}

const Tally = Schema.Struct(tally).annotate({ identifier: "FecTally" })

const fields = {
  /** Whether every line was read and every entry balances. */
  importable: Schema.Boolean,
  entries: Schema.Int,
  lines: Schema.Int,
  unbalancedEntries: Schema.Int,
  unreadLines: Schema.Int,
  /** What cannot be read as typed lines, then what our check of the file says; the first thousand of each. */
  problems: Schema.Array(
    Schema.Struct({
      line: Schema.Int,
      column: Schema.Int,
      name: Schema.String,
      rule: Schema.String,
      message: Schema.String
    }).annotate({ identifier: "FecProblem" })
  ),
  journals: Schema.Array(Tally),
  accounts: Schema.Array(Tally),
  parties: Schema.Array(
    Schema.Struct({ ...tally, account: Schema.String }).annotate({ identifier: "FecParty" })
  ),
  /** True when a list reached its bound: such a file is not imported. */
  listsCut: Schema.Boolean,
  firstDate: Schema.NullOr(LocalDate),
  lastDate: Schema.NullOr(LocalDate),
  debit: Money,
  credit: Money,
  placeholderRefs: Schema.Int.annotate({ description: "References that stand for none, read as empty" })
}

const eur = (minor: bigint) => money(minor, EUR)

const example: Schema.Struct.Type<typeof fields> = {
  importable: true,
  entries: 1,
  lines: 2,
  unbalancedEntries: 0,
  unreadLines: 0,
  problems: [],
  journals: [{ code: "VE", label: "Ventes", lines: 2, debit: eur(12_000n), credit: eur(12_000n) }],
  accounts: [{ code: "411000", label: "Clients", lines: 1, debit: eur(12_000n), credit: eur(0n) }],
  parties: [
    { code: "C001", label: "Dupont", account: "411000", lines: 1, debit: eur(12_000n), credit: eur(0n) }
  ],
  listsCut: false,
  firstDate: LocalDate.make("2025-01-31"),
  lastDate: LocalDate.make("2025-01-31"),
  debit: eur(12_000n),
  credit: eur(12_000n),
  placeholderRefs: 0
}

/** What a file would bring, before anything is posted. */
export const FecImportPreview = Object.assign(
  Schema.Struct(fields).annotate({ identifier: "FecImportPreview", examples: [example] }),
  { example }
)
export type FecImportPreview = Schema.Struct.Type<typeof fields>

/** The reader's preview as the import keeps it. */
export const importPreviewOf = (preview: FecPreview): FecImportPreview => ({
  importable: preview.importable,
  entries: preview.entries,
  lines: preview.lines,
  unbalancedEntries: preview.unbalancedEntries,
  unreadLines: preview.unreadLines,
  problems: [...preview.problems, ...preview.report.errors, ...preview.report.alerts],
  journals: preview.journals.map(tallyOf),
  accounts: preview.accounts.map(tallyOf),
  parties: preview.auxiliaries.map((party) => ({ ...tallyOf(party), account: party.account })),
  listsCut: preview.listsCut,
  firstDate: preview.firstDate,
  lastDate: preview.lastDate,
  debit: eur(preview.debit),
  credit: eur(preview.credit),
  placeholderRefs: preview.placeholderRefs
})

const tallyOf = ({ code, credit, debit, label, lines }: FecTally) => ({
  code,
  label,
  lines,
  debit: eur(debit),
  credit: eur(credit)
})
