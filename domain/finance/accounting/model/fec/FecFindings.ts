import { fecMessage, fecRules, type FecFacts, type FecLanguage, type FecRuleId } from "./FecRule.ts"

/** One remark on a file: `line` as a text editor counts (the header is 1), `column` from 1, `name` of that column. */
export interface FecFinding {
  readonly line: number
  readonly column: number
  readonly name: string
  readonly rule: FecRuleId
  readonly message: string
}

/** The remarks kept of each level; all others are only counted. */
export const fecFindingLimit = 1_000

/** Gathers remarks in bounded memory: the first `limit` of each level, and the count of every rule. */
export class FecFindings {
  readonly counts = new Map<FecRuleId, number>()
  readonly #kept = {
    error: new Array<FecFinding>(),
    alert: new Array<FecFinding>(),
    notice: new Array<FecFinding>()
  }
  readonly #language: FecLanguage
  readonly #limit: number

  constructor(language: FecLanguage, limit: number = fecFindingLimit) {
    this.#language = language
    this.#limit = limit
  }

  add(rule: FecRuleId, line: number, column: number, name: string, facts: FecFacts = {}): void {
    this.counts.set(rule, (this.counts.get(rule) ?? 0) + 1)
    const kept = this.#kept[fecRules[rule].level]
    if (kept.length >= this.#limit) return
    const message = fecMessage(rule, { column: name, ...facts }, this.#language)
    kept.push({ line, column, name, rule, message })
  }

  count(level: "error" | "alert" | "notice"): number {
    let total = 0
    for (const [rule, count] of this.counts) if (fecRules[rule].level === level) total += count
    return total
  }

  /** The kept remarks of a level in the order of lines and columns. */
  of(level: "error" | "alert" | "notice"): ReadonlyArray<FecFinding> {
    return this.#kept[level].toSorted((a, b) => a.line - b.line || a.column - b.column)
  }
}
