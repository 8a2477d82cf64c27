import { DateTime, Effect, Option } from "effect"
import { EUR, money } from "../../domain/shared/Money.ts"
import type { InvoiceFinancing } from "../../ports/finance/InvoiceFinancing.ts"
import type { Calls } from "./calls.ts"
import { cursorIn, EventRead, PageOf } from "./wire.ts"

/** The journal of what happened to loans. Its amounts carry no currency: they are read as euros. */
export const events = ({ ask }: Calls): Pick<InvoiceFinancing, "events"> => ({
  events: (connection, { after, limit, since }) =>
    Effect.map(
      ask(
        connection,
        {
          operation: "events",
          capability: "financing.events",
          method: "GET",
          path: "/events",
          query: {
            cursor: Option.getOrNull(after),
            from_date: Option.getOrNull(Option.map(since, DateTime.formatIso)),
            page_size: String(limit)
          }
        },
        PageOf(EventRead)
      ),
      ({ data, next_page }) => ({
        events: data.flatMap((event) =>
          Option.toArray(
            Option.map(DateTime.make(event.event_at), (at) => eventOf(event, DateTime.toUtc(at)))
          )
        ),
        next: Option.map(Option.fromNullishOr(next_page), cursorIn)
      })
    )
})

const eventOf = ({ event_payload: payload, event_type }: typeof EventRead.Type, at: DateTime.Utc) => ({
  advanceReference: payload.loan_id,
  kind: event_type,
  at,
  principal: eurosOf(payload.principal_amount),
  fees: eurosOf(payload.fees_amount)
})

const eurosOf = (cents: number | null | undefined) =>
  cents === null || cents === undefined ? null : money(BigInt(cents), EUR)
