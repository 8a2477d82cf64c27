import { DateTime, Effect, Schema } from "effect"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import { eventLogsDocument } from "./documents/events.ts"
import { everyPage } from "./everyPage.ts"
import type { SwanClient } from "./swanClient.ts"
import { mostPerPage, SwanInstant, SwanPage } from "./swanValues.ts"

/** What Swan's log of events names since then, each event once: it keeps them for 90 days, delivered or not. */
export const swanExpected = (client: SwanClient): NonNullable<ProviderAdapter["expectedSince"]> => {
  return (connection, since) =>
    Effect.map(
      everyPage((after) =>
        Effect.map(
          client.ask(
            connection,
            {
              operation: "event-logs",
              capability: "banking.transactions",
              document: eventLogsDocument,
              variables: { first: mostPerPage, after, filters: { startDate: DateTime.formatIso(since) } },
              as: "project"
            },
            EventLogs
          ),
          ({ webhookEventLogs }) => webhookEventLogs ?? nothing
        )
      ),
      (rows) => [...new Map(rows.map((row) => [row.eventId, expectedOf(row)])).values()]
    )
}

const EventLog = Schema.Struct({
  eventId: Schema.String,
  eventDate: SwanInstant,
  eventType: Schema.String,
  resourceId: Schema.String
})

const EventLogs = Schema.Struct({ webhookEventLogs: Schema.NullOr(SwanPage(EventLog)) })

/** Swan answers null where it shows these credentials no log. */
const nothing = { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] }

const expectedOf = ({ eventDate, eventId, eventType, resourceId }: typeof EventLog.Type) => ({
  eventId,
  type: eventType,
  resourceId,
  occurredAt: eventDate,
  asOf: null
})
