import { Schema } from "effect"

/** What a golden result (a YAML dump of objects) says of one movement. */
export interface GoldenMovement {
  readonly amount: string
  readonly currency: string
  readonly valueDate: string
  readonly bookingDate: string
}

/** The movements of such a dump. Only the few fields needed are read, by their indentation. */
export const goldenMovements = (yaml: string): ReadonlyArray<GoldenMovement> =>
  yaml
    .split(/^- !!python\/object:mt940\.models\.Transaction$/m)
    .slice(1)
    .map((block) => {
      const value = field(block, /^    date: .*\n.*binary \|\n\s+(\S+)/m)
      const entry = /^    entry_date: !!.*\n.*binary \|\n\s+(\S+)/m.exec(block)?.[1]
      return {
        amount: field(block, /^    amount: .*\n.*\n\s+- '([-\d.]+)'/m),
        currency: field(block, /^    amount: .*\n.*\n.*\n\s+currency: (\S+)/m),
        valueDate: day(value),
        bookingDate: day(entry ?? value)
      }
    })

const field = (block: string, pattern: RegExp): string => {
  const found = pattern.exec(block)?.[1]
  if (found === undefined) throw new Error(`no ${pattern.source} in ${block.slice(0, 200)}`)
  return found
}

/** A date dumped as four bytes: year (two), month, day. */
const day = (base64: string): string => {
  const bytes = Schema.decodeUnknownSync(Schema.Uint8ArrayFromBase64)(base64)
  const [high = 0, low = 0, month = 0, date = 0] = bytes
  return `${high * 256 + low}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}
