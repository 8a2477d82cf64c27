import { Option } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type ChartAccount, nearestParent } from "../chart/Pcg2026.ts"
import type { FecReport } from "./FecChecker.ts"
import { parseFecFileName } from "./FecFileName.ts"
import type { FecFinding } from "./FecFindings.ts"
import type { FecReadEntry } from "./FecReader.ts"

/** Journals, accounts and third parties listed of each kind: what bounds the preview's memory. */
export const fecPreviewLimit = 20_000

/** Lines and sums, in euro cents, of one journal, account or third party. */
export interface FecTally {
  readonly code: string
  /** The first label seen for the code. */
  readonly label: string
  readonly lines: number
  readonly debit: bigint
  readonly credit: bigint
}

export interface FecPreviewAccount extends FecTally {
  /** The account of the plan comptable général with the longest common beginning, if any. */
  readonly proposed: ChartAccount | null
}

export interface FecPreviewAuxiliary extends FecTally {
  /** The general account it was first seen under. */
  readonly account: string
}

/** What an import would bring, before anything is written. Amounts in euro cents. */
export interface FecPreview {
  /** Whether every line was read and every entry balances. */
  readonly importable: boolean
  readonly entries: number
  readonly lines: number
  readonly unbalancedEntries: number
  /** Lines that could not be read as typed lines, and why (first thousand). */
  readonly unreadLines: number
  readonly problems: ReadonlyArray<FecFinding>
  /** What the checker says of the same file. */
  readonly report: FecReport
  readonly journals: ReadonlyArray<FecTally>
  readonly accounts: ReadonlyArray<FecPreviewAccount>
  readonly auxiliaries: ReadonlyArray<FecPreviewAuxiliary>
  /** True when one of the three lists reached `fecPreviewLimit`. */
  readonly listsCut: boolean
  readonly firstDate: LocalDate | null
  readonly lastDate: LocalDate | null
  /** The year end that the file's name says. */
  readonly yearEnd: LocalDate | null
  readonly debit: bigint
  readonly credit: bigint
  /** Voucher references such as `-` or `SANS_PIECE_REF` that stand for none and were read as empty. */
  readonly placeholderRefs: number
}

interface Growing {
  readonly code: string
  readonly label: string
  readonly account: string
  lines: number
  debit: bigint
  credit: bigint
}

/** Sums up entries as they are read. */
export class FecPreviewTally {
  #entries = 0
  #lines = 0
  #unbalanced = 0
  #debit = 0n
  #credit = 0n
  #first: LocalDate | null = null
  #last: LocalDate | null = null
  #cut = false
  readonly #journals = new Map<string, Growing>()
  readonly #accounts = new Map<string, Growing>()
  readonly #auxiliaries = new Map<string, Growing>()

  add(entry: FecReadEntry): void {
    this.#entries++
    if (!entry.balanced) this.#unbalanced++
    for (const line of entry.lines) {
      this.#lines++
      this.#debit += line.debit
      this.#credit += line.credit
      if (this.#first === null || line.entryDate < this.#first) this.#first = line.entryDate
      if (this.#last === null || line.entryDate > this.#last) this.#last = line.entryDate
      this.#tally(this.#journals, line.journalCode, line.journalLabel, "", line.debit, line.credit)
      this.#tally(this.#accounts, line.account, line.accountLabel, "", line.debit, line.credit)
      if (line.auxiliary === "") continue
      this.#tally(
        this.#auxiliaries,
        line.auxiliary,
        line.auxiliaryLabel,
        line.account,
        line.debit,
        line.credit
      )
    }
  }

  conclude(
    report: FecReport,
    unread: { readonly lines: number; readonly problems: ReadonlyArray<FecFinding> },
    placeholderRefs: number,
    fileName: string | undefined
  ): FecPreview {
    const named = fileName === undefined ? Option.none() : parseFecFileName(fileName)
    return {
      importable: unread.lines === 0 && this.#unbalanced === 0 && this.#lines > 0,
      entries: this.#entries,
      lines: this.#lines,
      unbalancedEntries: this.#unbalanced,
      unreadLines: unread.lines,
      problems: unread.problems,
      report,
      journals: tallies(this.#journals),
      accounts: tallies(this.#accounts).map((tally) => ({
        ...tally,
        proposed: nearestParent(tally.code) ?? null
      })),
      auxiliaries: sorted(this.#auxiliaries),
      listsCut: this.#cut,
      firstDate: this.#first,
      lastDate: this.#last,
      yearEnd: Option.isSome(named) ? named.value.yearEnd : null,
      debit: this.#debit,
      credit: this.#credit,
      placeholderRefs
    }
  }

  #tally(
    into: Map<string, Growing>,
    code: string,
    label: string,
    account: string,
    debit: bigint,
    credit: bigint
  ): void {
    const known = into.get(code)
    if (known !== undefined) {
      known.lines++
      known.debit += debit
      known.credit += credit
    } else if (into.size < fecPreviewLimit) into.set(code, { code, label, account, lines: 1, debit, credit })
    else this.#cut = true
  }
}

const sorted = (growing: ReadonlyMap<string, Growing>): ReadonlyArray<Growing> =>
  [...growing.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))

const tallies = (growing: ReadonlyMap<string, Growing>): ReadonlyArray<FecTally> =>
  sorted(growing).map(({ code, label, lines, debit, credit }) => ({ code, label, lines, debit, credit }))
