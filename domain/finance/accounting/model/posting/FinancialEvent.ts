import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, maxMinor, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId, Party } from "../ledger/Entry.ts"
import { EventType } from "./PostingRule.ts"

export const FinancialEventId = Uuid.pipe(Schema.brand("FinancialEventId"))
export type FinancialEventId = typeof FinancialEventId.Type

/** The same amounts in the currency of the document, on the same sides as the books' amounts. */
const ForeignAmounts = Schema.Struct({ net: Money, vat: Money }).annotate({ identifier: "ForeignAmounts" })

/** An amount of an event: its VAT is what the sender says, whichever way it was rounded. Nothing is recomputed. */
export const EventItem = Schema.Struct({
  product: Schema.optionalKey(Code),
  vatCode: Schema.optionalKey(Code),
  net: Money,
  vat: Money,
  /** Where the document is in another currency: of every item of the event, or of none. */
  foreign: Schema.optionalKey(ForeignAmounts),
  /** Analytic axes of the net amount: axis code to section code. */
  analytics: Schema.optionalKey(Schema.Record(Code, Code))
}).annotate({ identifier: "EventItem" })
export type EventItem = typeof EventItem.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** An item gives at most three lines, and an entry has at most 1,000. */
const mostItems = 333

/**
 * Something that happened in the business and belongs in the books, once by its `id`. Amounts are in the books'
 * currency; a document in another one gives both amounts of each item, and the entry keeps the pair.
 */
export const FinancialEvent = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,120}$/u)).annotate({
    description: "The sender's own id of the event: 1 to 120 visible characters, without spaces",
    examples: ["invoice:F-2026-001"]
  }),
  type: EventType,
  date: LocalDate,
  label: Label,
  documentRef: Schema.optionalKey(Label),
  documentDate: Schema.optionalKey(LocalDate),
  dueDate: Schema.optionalKey(LocalDate),
  party: Schema.optionalKey(Party),
  items: Schema.Array(EventItem).check(Schema.isMinLength(1), Schema.isMaxLength(mostItems))
})
  .check(
    Schema.makeFilter(
      ({ items }) =>
        new Set(items.flatMap(({ net, vat }) => [net.currency, vat.currency])).size === 1 ||
        "amounts in one currency"
    ),
    Schema.makeFilter(
      ({ items }) =>
        [items, items.flatMap(({ foreign }) => foreign ?? [])].every((parts) => sizeOf(parts) <= maxMinor) ||
        "amounts whose sum can be held"
    ),
    Schema.makeFilter(({ items }) => pairFault(items) ?? true)
  )
  .annotate({
    identifier: "FinancialEvent",
    examples: [
      {
        id: "invoice:F-2026-001",
        type: "sales.invoice",
        date: LocalDate.make("2026-01-31"),
        label: "Facture F-2026-001",
        documentRef: "F-2026-001",
        dueDate: LocalDate.make("2026-02-28"),
        party: { code: "C001", label: "Dupont" },
        items: [{ product: "POSE", vatCode: "C20", net: eur(10_000n), vat: eur(2_000n) }]
      }
    ]
  })
export type FinancialEvent = typeof FinancialEvent.Type

const size = (minor: bigint) => (minor < 0n ? -minor : minor)

const sizeOf = (parts: ReadonlyArray<Pick<EventItem, "net" | "vat">>) =>
  parts.reduce((sum, { net, vat }) => sum + size(net.minor) + size(vat.minor), 0n)

/** What is wrong with the pairs of amounts: all items have one or none, in one other currency, on the same sides. */
const pairFault = (items: ReadonlyArray<EventItem>): string | undefined => {
  const pairs = items.flatMap(({ foreign, net, vat }) =>
    foreign === undefined ? [] : [{ foreign, net, vat }]
  )
  if (pairs.length === 0) return undefined
  if (pairs.length < items.length) return "foreign amounts of every item, or of none"
  const codes = new Set(pairs.flatMap(({ foreign }) => [foreign.net.currency, foreign.vat.currency]))
  if (codes.size > 1 || pairs.some(({ net }) => codes.has(net.currency))) {
    return "foreign amounts in one currency, another than the amounts'"
  }
  const sameSides = pairs.every(
    ({ foreign, net, vat }) =>
      sign(foreign.net.minor) === sign(net.minor) && sign(foreign.vat.minor) === sign(vat.minor)
  )
  return sameSides ? undefined : "foreign amounts with the signs of the amounts"
}

/** -1, 0 or 1. */
export const sign = (minor: bigint) => (minor > 0n ? 1 : minor < 0n ? -1 : 0)

/** An event as it was received, and the entry that it gave. */
export const KeptEvent = Schema.Struct({
  id: FinancialEventId,
  entryId: EntryId,
  event: FinancialEvent
}).annotate({ identifier: "KeptEvent" })
export type KeptEvent = typeof KeptEvent.Type

/** Whether two events say the same. */
export const sameEvent = Schema.toEquivalence(FinancialEvent)
