import { Schema } from "effect"

/** One printable line that PostgreSQL can hold: no control character (so no NUL), no lone surrogate; 1 to 200. */
export const Label = Schema.String.check(
  Schema.isPattern(/^[\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]{1,200}$/u)
).annotate({
  description: "One printable line of 1 to 200 characters",
  examples: ["Menuiserie Lemaire"]
})

/** Printable text of at most 1,000 characters, may be empty, line breaks allowed; no NUL, no lone surrogate. */
export const FreeText = Schema.String.check(
  Schema.isPattern(/^[\n\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]{0,1000}$/u)
).annotate({
  description: "Printable text of at most 1,000 characters",
  examples: ["Livraison à l'atelier"]
})

/** A short business code (journal, VAT, analytic axis): letters, digits, `-` and `_`; 1 to 20. */
export const Code = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{1,20}$/u)).annotate({
  description: "1 to 20 letters, digits, - or _",
  examples: ["VE"]
})
