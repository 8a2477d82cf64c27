import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { FecImportEntry } from "./entryOfFec.ts"

/** A line of the books by its entry's place in the file and its own place in the entry, both from 1. */
export interface FecLineRef {
  readonly entry: number
  readonly position: number
}

/** Lines of one account and third party that bear one code. */
export interface LetterGroup {
  readonly date: LocalDate
  readonly lines: ReadonlyArray<FecLineRef>
}

interface Growing {
  date: LocalDate
  balance: bigint
  readonly lines: Array<FecLineRef>
}

/** Lines that one lettering of the books takes. */
const groupLimit = 500

/**
 * Gathers the lettering of a file: of the lines that bear one code on one account and third party, those groups that
 * balance to the cent. Its date is the latest that its lines bear, or else their latest entry date.
 */
export class LetterGroups {
  readonly #groups = new Map<string, Growing>()

  add(entryNumber: number, { entry, lines }: FecImportEntry): void {
    lines.forEach(({ lettering, letteringDate, line }, at) => {
      if (lettering === "") return
      const key = `${line.account}\0${line.party?.code ?? ""}\0${lettering}`
      const date = letteringDate ?? entry.date
      const group = this.#groups.get(key) ?? { date, balance: 0n, lines: [] }
      if (date > group.date) group.date = date
      group.balance += (line.debit?.minor ?? 0n) - (line.credit?.minor ?? 0n)
      group.lines.push({ entry: entryNumber, position: at + 1 })
      this.#groups.set(key, group)
    })
  }

  /** The groups that can be lettered, in the order of the file, and how many cannot. */
  end(): { readonly groups: ReadonlyArray<LetterGroup>; readonly left: number } {
    const groups = [...this.#groups.values()].filter(
      ({ balance, lines }) => balance === 0n && lines.length > 1 && lines.length <= groupLimit
    )
    return { groups, left: this.#groups.size - groups.length }
  }
}
