import { Schema } from "effect"

/**
 * A value out of a list that somebody else keeps: `is` in our words, `word` in theirs. A word that we do not know is
 * `other`, and is kept: nothing crashes, and nobody has to guess what was said.
 */
export interface Worded<Known extends string> {
  readonly is: Known | "other"
  readonly word: string
}

/** Reads their words by a table. `worded({ Booked: "booked" })("Held")` is `{ is: "other", word: "Held" }`. */
export const worded =
  <Known extends string>(table: Readonly<Record<string, Known>>) =>
  (word: string): Worded<Known> => ({
    is: Object.hasOwn(table, word) ? (table[word] ?? "other") : "other",
    word
  })

/** The same on the wire and in the database: `{ "is": "booked", "word": "Booked" }`. */
export const WordedAs = <const Known extends ReadonlyArray<string>>(known: Known) =>
  Schema.Struct({ is: Schema.Literals([...known, "other"]), word: Schema.String })
