import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { send, textAt } from "./books.ts"

interface Seeded {
  readonly key: string
  readonly marker: string
}

const salesRule = {
  eventType: "sales.invoice",
  journal: "VE",
  controlAccount: "411",
  netAccount: "706",
  side: "debit"
}

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** Rows of what posts by itself: see `seeds`. */
export const postingSeeds = {
  postingRuleId: ({ key, marker }: Seeded) =>
    Effect.andThen(
      send("POST", "/v2/accounting/posting-rules", key, salesRule),
      created("/v2/accounting/posting-rules", key, { ...salesRule, product: codeOf(marker) })
    ),
  financialEventId: ({ key, marker }: Seeded) =>
    created("/v2/accounting/events", key, {
      id: "event-of-seed",
      type: "sales.invoice",
      date: "2026-03-07",
      label: marker,
      items: [{ net: eur("10.00"), vat: eur("2.00"), vatCode: "C20" }]
    }),
  axisId: ({ key, marker }: Seeded) => axis(key, marker, "AXE"),
  sectionId: ({ key, marker }: Seeded) =>
    Effect.flatMap(axis(key, marker, "SITE"), (id) =>
      created(`/v2/accounting/axes/${id}/sections`, key, { code: codeOf(marker), label: marker })
    ),
  spreadId: ({ key, marker }: Seeded) =>
    created("/v2/accounting/spreads", key, {
      kind: "prepaid_expense",
      journal: "OD",
      label: marker,
      total: eur("120.00"),
      debitAccount: "616",
      creditAccount: "486",
      starts: "2026-01-01",
      months: 12
    })
}

const axis = (key: string, marker: string, code: string) =>
  created("/v2/accounting/axes", key, { code, label: marker, requiredFor: [] })

/** What a code can hold of a text. */
const codeOf = (marker: string) => marker.replaceAll(/[^A-Za-z0-9]/g, "").slice(-20)

const created = (path: string, key: string, body: unknown) =>
  Effect.map(send("POST", path, key, body), ({ json, status, text }) => {
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })
