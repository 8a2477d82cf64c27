/** The longest line read, in bytes: eighteen zones of ordinary labels stay under 2,000. */
export const fecLineLimit = 65_536

export interface FecLineReader {
  /** One line without its end; the bytes are only lent until the call returns. `number` counts from 1. */
  line(bytes: Uint8Array, start: number, end: number, number: number): void
  /** A line over `fecLineLimit` bytes, which is skipped. */
  tooLong(number: number): void
}

const cr = 13
const lf = 10

/**
 * Cuts chunks of any size into lines, holding at most one line. The first line end settles whether lines end with
 * LF (after any CR, so CR LF too) or with CR alone, as article A. 47 A-1 I 1° leaves the choice.
 */
export class FecLines {
  /** Lines counted so far. */
  count = 0
  /** Lines that ended with CR LF, and with LF alone. */
  withCr = 0
  withoutCr = 0
  #mark = 0
  #waitingCrs = 0
  #carry = new Uint8Array(1_024)
  #held = 0
  #overflow = false
  readonly #reader: FecLineReader

  constructor(reader: FecLineReader) {
    this.#reader = reader
  }

  push(chunk: Uint8Array): void {
    if (this.#mark !== 0) return this.#feed(chunk)
    const before = this.#waitingCrs
    this.#mark = this.#findMark(chunk)
    if (this.#mark === 0) return this.#hold(chunk, 0, chunk.length - (this.#waitingCrs - before))
    this.#waitingCrs = before
    this.#release()
    this.#feed(chunk)
  }

  /** Gives the last line when it has no end. */
  end(): void {
    if (this.#mark === 0) {
      this.#mark = this.#waitingCrs > 0 ? cr : lf
      this.#release()
    }
    if (this.#held > 0) this.#emitHeld(false)
  }

  get lineEnd(): "\r\n" | "\n" | "\r" {
    if (this.#mark === cr) return "\r"
    return this.withCr > 0 ? "\r\n" : "\n"
  }

  /**
   * LF when the first line end is LF after at most two CRs (some tools write CR CR LF), CR when it is CR otherwise,
   * 0 while it cannot be told. Only CRs can follow the first CR while it is 0: they are counted, not held.
   */
  #findMark(chunk: Uint8Array): number {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]
      if (byte === lf) return lf
      if (byte === cr) {
        if (++this.#waitingCrs > 2) return cr
      } else if (this.#waitingCrs > 0) return cr
    }
    return 0
  }

  #release(): void {
    this.#feed(new Uint8Array(this.#waitingCrs).fill(cr))
  }

  #feed(chunk: Uint8Array): void {
    let from = 0
    for (;;) {
      const at = chunk.indexOf(this.#mark, from)
      if (at < 0) break
      if (this.#held > 0) {
        this.#hold(chunk, from, at)
        this.#emitHeld(true)
      } else this.#emit(chunk, from, at, at - from > fecLineLimit, true)
      from = at + 1
    }
    this.#hold(chunk, from, chunk.length)
  }

  #hold(chunk: Uint8Array, from: number, to: number): void {
    const room = fecLineLimit - this.#held
    const size = Math.min(to - from, room)
    if (to - from > room) this.#overflow = true
    if (this.#held + size > this.#carry.length) {
      const wider = new Uint8Array(Math.min(fecLineLimit, 2 * (this.#held + size)))
      wider.set(this.#carry.subarray(0, this.#held))
      this.#carry = wider
    }
    this.#carry.set(chunk.subarray(from, from + size), this.#held)
    this.#held += size
  }

  #emitHeld(ended: boolean): void {
    const size = this.#held
    const overflow = this.#overflow
    this.#held = 0
    this.#overflow = false
    this.#emit(this.#carry, 0, size, overflow, ended)
  }

  #emit(bytes: Uint8Array, start: number, stop: number, overflow: boolean, ended: boolean): void {
    this.count++
    let end = stop
    if (this.#mark === lf) {
      while (end > start && bytes[end - 1] === cr) end--
      if (ended && end < stop) this.withCr++
      else if (ended) this.withoutCr++
    }
    if (overflow) this.#reader.tooLong(this.count)
    else this.#reader.line(bytes, start, end, this.count)
  }
}
