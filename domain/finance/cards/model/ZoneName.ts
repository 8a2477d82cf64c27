import { DateTime, Option, Schema } from "effect"

/** An IANA time zone: the days and hours of a card are those of its site. */
export const ZoneName = Schema.String.check(
  Schema.makeFilter(
    (name) => Option.isSome(DateTime.zoneMakeNamed(name)) || "an IANA time zone, such as Europe/Paris"
  ),
  Schema.isPattern(/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/u)
).annotate({ description: "IANA time zone of the site", examples: ["Europe/Paris"] })
