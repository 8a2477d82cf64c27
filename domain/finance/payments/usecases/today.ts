import { DateTime, Effect } from "effect"
import { LocalDate } from "../../../shared/LocalDate.ts"

/** The day that it is in France. */
export const today = Effect.map(DateTime.now, (now) =>
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(now, "Europe/Paris")))
)
