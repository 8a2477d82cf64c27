import { decodeFecText } from "./FecText.ts"

/** Entries that may be unbalanced at once before the check by entry gives up: what bounds the memory. */
export const openEntryLimit = 50_000

/** Characters of a journal code or entry number that tell one entry from another. */
export const keyLimit = 100

/** An entry seen so far, keyed by journal code and entry number. Amounts as in `FecAmount`. */
export interface FecEntryBalance {
  readonly key: string
  readonly journal: string
  readonly number: string
  readonly firstLine: number
  minor: bigint
  rest: bigint
  /** Entry date as `yyyymmdd`, 0 while none was read. */
  date: number
  severalDates: boolean
  /** Whether an amount of it could not be read: nothing is then said of its balance. */
  unread: boolean
}

/**
 * Balances by entry. The entry of the last line is at hand; one that is left unbalanced waits in a table until its
 * other lines come; one that is left balanced is forgotten, since lines to come must then balance on their own.
 * So the table never holds more than the entries unbalanced at one time, and stops at `openEntryLimit`.
 */
export class FecEntries {
  current: FecEntryBalance | undefined
  /** Whether the table was full once: no entry enters it any more, so that none is called unbalanced by half. */
  overflowed = false
  #bytes = new Uint8Array(64)
  #journalSize = 0
  #size = -1
  readonly #waiting = new Map<string, FecEntryBalance>()

  /** Whether these two fields are those of the current entry. */
  isCurrent(
    bytes: Uint8Array,
    journal: number,
    journalEnd: number,
    number: number,
    numberEnd: number
  ): boolean {
    const journalSize = journalEnd - journal
    if (journalSize !== this.#journalSize || journalSize + numberEnd - number !== this.#size) return false
    const own = this.#bytes
    for (let at = 0; at < journalSize; at++) if (own[at] !== bytes[journal + at]) return false
    for (let at = journalSize; at < this.#size; at++)
      if (own[at] !== bytes[number + at - journalSize]) return false
    return true
  }

  /** Leaves the current entry for the one of these two fields. `resumed` when it was waiting. */
  open(
    bytes: Uint8Array,
    [journal, journalEnd, number, numberEnd]: readonly [number, number, number, number],
    line: number
  ): { readonly entry: FecEntryBalance; readonly resumed: boolean } {
    this.leave()
    this.#remember(bytes, journal, journalEnd, number, numberEnd)
    const code = decodeFecText(bytes, journal, journalEnd).trim().slice(0, keyLimit)
    const own = decodeFecText(bytes, number, numberEnd).trim().slice(0, keyLimit)
    const key = `${code}\0${own}`
    const waiting = this.#waiting.size === 0 ? undefined : this.#waiting.get(key)
    if (waiting !== undefined) this.#waiting.delete(key)
    this.current = waiting ?? {
      key,
      journal: code,
      number: own,
      firstLine: line,
      minor: 0n,
      rest: 0n,
      date: 0,
      severalDates: false,
      unread: false
    }
    return { entry: this.current, resumed: waiting !== undefined }
  }

  /** Leaves the current entry: forgets it when balanced, keeps it waiting otherwise. */
  leave(): void {
    const entry = this.current
    this.current = undefined
    this.#size = -1
    if (entry === undefined || (entry.minor === 0n && entry.rest === 0n && !entry.unread)) return
    if (this.#waiting.size >= openEntryLimit) this.overflowed = true
    if (!this.overflowed) this.#waiting.set(entry.key, entry)
  }

  /** After `leave`: the entries that never balanced. */
  *unbalanced(): Generator<FecEntryBalance> {
    for (const entry of this.#waiting.values()) if (!entry.unread) yield entry
  }

  #remember(bytes: Uint8Array, journal: number, journalEnd: number, number: number, numberEnd: number): void {
    this.#journalSize = journalEnd - journal
    this.#size = this.#journalSize + numberEnd - number
    if (this.#size > this.#bytes.length) this.#bytes = new Uint8Array(2 * this.#size)
    this.#bytes.set(bytes.subarray(journal, journalEnd), 0)
    this.#bytes.set(bytes.subarray(number, numberEnd), this.#journalSize)
  }
}
