/** Sequences followed at once, and separate runs of numbers in all of them: what bounds the memory. */
export const sequenceLimit = 10_000
export const runLimit = 50_000

/** Numbers that are missing: `from` to `to`, before the entry whose number ends the gap. */
export interface NumberGap {
  readonly sequence: string
  readonly from: number
  readonly to: number
  /** The line of the entry that follows the gap, and its number. */
  readonly line: number
  readonly before: string
}

interface Run {
  first: number
  last: number
  /** The line where `first` was seen. */
  line: number
}

/**
 * Follows entry numbers whatever their order: each sequence (the text before the final digits, per journal, and
 * over all journals) is a sorted list of runs of consecutive numbers, so a file in order costs one run each.
 */
export class FecNumbering {
  readonly #journals = new Map<string, Array<Run>>()
  readonly #overall = new Map<string, Array<Run>>()
  #runs = 0
  #lost = false
  #repeatedOverall = 0

  /** Notes an entry where it starts. True when its journal has used the number before. */
  add(journal: string, number: string, line: number): boolean {
    const split = splitNumber(number)
    if (split === undefined || this.#lost) return false
    const repeatedInJournal = this.#note(this.#journals, `${journal}\0${split.prefix}`, split.value, line)
    const repeated = this.#note(this.#overall, split.prefix, split.value, line)
    if (repeated && !repeatedInJournal) this.#repeatedOverall++
    return repeatedInJournal
  }

  /** False once the numbers were too scattered to follow. */
  get followed(): boolean {
    return !this.#lost
  }

  /** The missing numbers: none when numbering is continuous per journal or over all, else of the better of the two. */
  gaps(): ReadonlyArray<NumberGap> {
    const perJournal = gapsOf(this.#journals)
    const overall = gapsOf(this.#overall)
    if (perJournal.length === 0) return perJournal
    return overall.length < perJournal.length && this.#repeatedOverall === 0 ? overall : perJournal
  }

  #note(sequences: Map<string, Array<Run>>, key: string, value: number, line: number): boolean {
    const runs = sequences.get(key)
    if (runs === undefined) {
      this.#count()
      if (sequences.size >= sequenceLimit) this.#lost = true
      else sequences.set(key, [{ first: value, last: value, line }])
      return false
    }
    const last = runs.at(-1)
    if (last !== undefined && value === last.last + 1) {
      last.last = value
      return false
    }
    return this.#insert(runs, value, line)
  }

  #insert(runs: Array<Run>, value: number, line: number): boolean {
    const at = runBefore(runs, value)
    const before = runs[at]
    const after = runs[at + 1]
    if (before !== undefined && value <= before.last) return true
    const joinsBefore = before !== undefined && value === before.last + 1
    const joinsAfter = after !== undefined && value === after.first - 1
    if (joinsBefore && joinsAfter) {
      before.last = after.last
      runs.splice(at + 1, 1)
      this.#runs--
    } else if (joinsBefore) before.last = value
    else if (joinsAfter) {
      after.first = value
      after.line = line
    } else {
      runs.splice(at + 1, 0, { first: value, last: value, line })
      this.#count()
    }
    return false
  }

  #count(): void {
    if (++this.#runs <= runLimit) return
    this.#lost = true
    this.#journals.clear()
    this.#overall.clear()
  }
}

/** The final digits of a number (at most 15, so that they stay exact) and the text before them. */
const splitNumber = (number: string): { readonly prefix: string; readonly value: number } | undefined => {
  let start = number.length
  let value = 0
  let weight = 1
  while (start > 0 && number.length - start < 15) {
    const digit = number.charCodeAt(start - 1) - 48
    if (digit < 0 || digit > 9) break
    value += digit * weight
    weight *= 10
    start--
  }
  return start === number.length ? undefined : { prefix: number.slice(0, start), value }
}

/** Index of the last run that starts at or before a value, -1 when none does. */
const runBefore = (runs: ReadonlyArray<Run>, value: number): number => {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.first ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

const gapsOf = (sequences: ReadonlyMap<string, ReadonlyArray<Run>>): ReadonlyArray<NumberGap> => {
  const gaps = new Array<NumberGap>()
  for (const [sequence, runs] of sequences) {
    for (const [at, run] of runs.entries()) {
      const before = runs[at - 1]
      if (before === undefined) continue
      const prefix = sequence.slice(sequence.indexOf("\0") + 1)
      gaps.push({
        sequence,
        from: before.last + 1,
        to: run.first - 1,
        line: run.line,
        before: `${prefix}${run.first}`
      })
    }
  }
  return gaps.toSorted((a, b) => a.line - b.line)
}
