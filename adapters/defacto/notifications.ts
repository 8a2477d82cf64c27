import { DateTime, Option, Result, Schema } from "effect"
import {
  type Delivery,
  type NotificationScheme,
  ProviderWord,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { defactoDefinition } from "./definition.ts"

/**
 * Defacto's notifications. No proof of them is documented: the unguessable address of the connection is the proof, what
 * they say is a hint, and the object is read again before any effect.
 */
export const defactoNotifications: NotificationScheme = {
  provider: defactoDefinition.name,
  proof: null,
  decode: ({ body }: Delivery) =>
    Result.map(
      readNotification(body, DefactoNotification),
      ({ entity_state, event_type, id, timestamp }) => ({
        eventId: id,
        type: event_type,
        occurredAt: Option.getOrNull(Option.flatMap(Option.fromNullishOr(timestamp), instantOf)),
        resourceId: resourceOf(entity_state)
      })
    ),
  concern: ({ resourceId, type }) => {
    const kind = concerns[type.split(".")[0] ?? ""]
    return kind === undefined || resourceId === null ? null : { kind, reference: resourceId }
  }
}

const DefactoNotification = Schema.Struct({
  id: ProviderWord,
  event_type: ProviderWord,
  timestamp: Schema.optional(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite]))),
  entity_state: Schema.optional(Schema.Unknown)
})

const isNamed = Schema.is(Schema.Struct({ id: ProviderWord }))

const resourceOf = (state: unknown): string | null => (isNamed(state) ? state.id : null)

/** The form of the time is not documented: one that is no ISO 8601 text is left out. */
const instantOf = (timestamp: number | string): Option.Option<DateTime.Utc> =>
  typeof timestamp === "string" ? Option.map(DateTime.make(timestamp), DateTime.toUtc) : Option.none()

/** Lines of financing and limits are read when they are asked for: nothing of them is kept that could change. */
const concerns: Readonly<Record<string, string>> = {
  Invoice: "financing.invoice",
  Loan: "financing.advance",
  Payment: "financing.payment"
}
