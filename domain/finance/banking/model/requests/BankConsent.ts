import { Schema } from "effect"

/** A step that a person must take at the institution. */
export const BankConsent = Schema.Struct({
  reference: Schema.String.annotate({ examples: ["cons-8f1c6a52"] }),
  url: Schema.String.annotate({
    description: "Where a person consents, with strong authentication",
    examples: ["https://identity.example/consents/cons-8f1c6a52"]
  })
}).annotate({ identifier: "BankConsent" })
