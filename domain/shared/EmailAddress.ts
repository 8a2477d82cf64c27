import { Schema } from "effect"

/** An address of at most 254 characters (RFC 5321): enough of a check to catch a slip. */
export const EmailAddress = Schema.String.check(
  Schema.isPattern(/^[\x21-\x3f\x41-\x7e]{1,64}@[A-Za-z0-9.-]{1,189}$/)
).annotate({ description: "E-mail address", examples: ["claire@example.fr"] })
