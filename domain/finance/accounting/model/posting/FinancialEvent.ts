import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, maxMinor, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId, Party } from "../ledger/Entry.ts"
import { EventType } from "./PostingRule.ts"

export const FinancialEventId = Uuid.pipe(Schema.brand("FinancialEventId"))
export type FinancialEventId = typeof FinancialEventId.Type

/** An amount of an event: its VAT is what the sender says, whichever way it was rounded. Nothing is recomputed. */
export const EventItem = Schema.Struct({
  product: Schema.optionalKey(Code),
  vatCode: Schema.optionalKey(Code),
  net: Money,
  vat: Money,
  /** Analytic axes of the net amount: axis code to section code. */
  analytics: Schema.optionalKey(Schema.Record(Code, Code))
}).annotate({ identifier: "EventItem" })
export type EventItem = typeof EventItem.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** An item gives at most three lines, and an entry has at most 1,000. */
const mostItems = 333

/** Something that happened in the business and belongs in the books, once by its `id`. Amounts are in one currency. */
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
        items.reduce((sum, { net, vat }) => sum + size(net.minor) + size(vat.minor), 0n) <= maxMinor ||
        "amounts whose sum can be held"
    )
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

/** An event as it was received, and the entry that it gave. */
export const KeptEvent = Schema.Struct({
  id: FinancialEventId,
  entryId: EntryId,
  event: FinancialEvent
}).annotate({ identifier: "KeptEvent" })
export type KeptEvent = typeof KeptEvent.Type

/** Whether two events say the same. */
export const sameEvent = Schema.toEquivalence(FinancialEvent)
