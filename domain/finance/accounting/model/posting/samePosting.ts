import type { EntryLine, NewEntry } from "../ledger/Entry.ts"

type Posting = Pick<NewEntry, "journal" | "lines">

/** Whether two entries put the same amounts, in both currencies, on the same accounts, parties, VAT codes and sections, in one journal. */
export const samePosting = (one: Posting, other: Posting): boolean =>
  one.journal === other.journal && contentOf(one) === contentOf(other)

const contentOf = ({ lines }: Posting) =>
  JSON.stringify(lines.map(lineOf).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))

const lineOf = ({ account, analytics, credit, debit, dueDate, foreign, party, vatCode }: EntryLine) =>
  JSON.stringify([
    account,
    party?.code ?? null,
    debit?.minor.toString() ?? null,
    credit?.minor.toString() ?? null,
    foreign === undefined ? null : `${foreign.minor} ${foreign.currency}`,
    dueDate ?? null,
    vatCode ?? null,
    Object.entries(analytics ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
  ])
