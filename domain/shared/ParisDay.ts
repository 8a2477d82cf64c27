import { DateTime, Effect } from "effect"
import { LocalDate } from "./LocalDate.ts"

/** The day that it was in France at a moment. */
export const parisDay = (at: DateTime.Utc): LocalDate =>
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(at, "Europe/Paris")))

/** The day that it is in France. */
export const today = Effect.map(DateTime.now, parisDay)
