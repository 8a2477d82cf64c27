import { DateTime, Effect, Option, type Schema } from "effect"
import { advanceVersion, invoiceVersion } from "../../domain/finance/financing/model/index.ts"
import type { ExpectedNotification } from "../../domain/finance/notifications/model/index.ts"
import {
  type Capability,
  type OpenConnection,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import type { Calls } from "./calls.ts"
import { defactoDefinition } from "./definition.ts"
import { cursorIn, EventRead, InvoiceRead, LoanRead, PageOf } from "./wire.ts"
import { invoiceState, loanState } from "./words.ts"

/** How long after its day of repayment a loan is still looked at. */
const lateBy = { days: 90 }

/** Pages of a list that are read at most: a longer one is no answer, since what is left out would pass for absent. */
const mostPages = 500

/**
 * What Defacto should have notified: each loan and invoice in its state, and the newest fact of the journal. The journal
 * alone would not do: it tells of money and of neither offers nor refusals, and the lists tell no time of change.
 */
export const expectedSince =
  ({ ask }: Calls): NonNullable<ProviderAdapter["expectedSince"]> =>
  (connection, since) =>
    Effect.gen(function* () {
      const from = DateTime.formatIso(DateTime.subtract(since, lateBy))
      const loans = yield* everyItem(ask, connection, loansList, LoanRead, { to_repay_at_from: from })
      const invoices = yield* everyItem(ask, connection, invoicesList, InvoiceRead, {})
      const facts = yield* everyItem(ask, connection, journalList, EventRead, {
        from_date: DateTime.formatIso(since)
      })
      return [
        ...loans.map((loan) => changed("Loan", loan, advanceVersion({ state: loanState(loan.status) }))),
        ...invoices.map((one) =>
          changed("Invoice", one, invoiceVersion({ state: invoiceState(one.status) }))
        ),
        ...newest(facts)
      ]
    })

const loansList = { operation: "loans", capability: "financing.loans", path: "/loans" } as const
const invoicesList = { operation: "invoices", capability: "financing.invoices", path: "/invoices" } as const
const journalList = { operation: "events", capability: "financing.events", path: "/events" } as const

const changed = (
  entity: string,
  { id, status }: { readonly id: string; readonly status: string },
  asOf: bigint
): ExpectedNotification => ({
  eventId: null,
  type: `${entity}.${status}`,
  resourceId: id,
  occurredAt: null,
  asOf
})

/** One notification for all facts since: it has the whole journal read from where it ended. */
const newest = (facts: ReadonlyArray<typeof EventRead.Type>): ReadonlyArray<ExpectedNotification> => {
  const [last] = facts.toSorted((one, other) => (one.event_at < other.event_at ? 1 : -1))
  if (last === undefined) return []
  const { event_at, event_payload, event_type } = last
  return [
    {
      eventId: `journal:${event_payload.loan_id}:${event_type}:${event_at}`,
      type: `Payment.${event_type}`,
      resourceId: event_payload.loan_id,
      occurredAt: Option.getOrNull(Option.map(DateTime.make(event_at), DateTime.toUtc)),
      asOf: null
    }
  ]
}

const everyItem = <A, I>(
  ask: Calls["ask"],
  connection: OpenConnection,
  list: { readonly operation: string; readonly capability: Capability; readonly path: string },
  item: Schema.Codec<A, I>,
  query: Readonly<Record<string, string>>
) =>
  Effect.gen(function* () {
    const schema = PageOf(item)
    const items: Array<A> = []
    let cursor: string | null = null
    for (let pages = 0; pages < mostPages; pages++) {
      const page: typeof schema.Type = yield* ask(
        connection,
        { ...list, method: "GET", query: { ...query, cursor, page_size: "100" } },
        schema
      )
      items.push(...page.data)
      if (page.next_page === null || page.next_page === undefined) return items
      cursor = cursorIn(page.next_page)
    }
    return yield* new ProviderUnavailable({
      provider: defactoDefinition.name,
      operation: list.operation,
      reason: "bad-answer",
      retryAfterSeconds: null
    })
  })
