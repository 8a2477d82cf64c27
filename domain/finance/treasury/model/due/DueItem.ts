import { DateTime, Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode, LineId, Party } from "../../../accounting/model/index.ts"
import { PaymentBatchId, PaymentState } from "../batches/PaymentState.ts"
import { Bic } from "../TreasuryAccount.ts"

export const DueItemId = Uuid.pipe(Schema.brand("DueItemId"))
export type DueItemId = typeof DueItemId.Type

/** Who is paid by SEPA credit transfer. */
export const SepaPayee = Schema.Struct({
  name: Label.check(Schema.isMaxLength(70)),
  iban: Iban,
  bic: Schema.optionalKey(Bic)
}).annotate({
  identifier: "SepaPayee",
  examples: [{ name: "Dupont SARL", iban: Iban.make("FR1420041010050500013M02606") }]
})
export type SepaPayee = typeof SepaPayee.Type

/** One payment holds 0.01 to 999,999,999.99 euros (EPC, SEPA Credit Transfer implementation guidelines). */
const PaidAmount = Money.check(
  Schema.makeFilter(
    ({ currency, minor }) =>
      (currency === EUR && minor > 0n && minor <= 99_999_999_999n) || "0.01 to 999,999,999.99 EUR"
  )
)

const Remittance = Label.check(Schema.isMaxLength(140)).annotate({
  description: "What goes with the money, at most 140 characters",
  examples: ["Facture F-2026-001"]
})

const example = {
  payee: { name: "Dupont SARL", iban: Iban.make("FR1420041010050500013M02606") },
  reference: "Facture F-2026-001",
  dueDate: LocalDate.make("2026-12-15")
}

/** Where a due item stands: `due` while no batch holds it; what a bank rejected or sent back can be chosen again. */
export const DueItemState = Schema.Literals(["due", ...PaymentState.literals, "cancelled"])
export type DueItemState = typeof DueItemState.Type

/** What is owed and may be paid by a batch: an open supplier line of the books, or an item entered freely. */
export const DueItem = Schema.Struct({
  id: DueItemId,
  lineId: Schema.NullOr(LineId).annotate({ description: "The supplier line; null for one entered freely" }),
  payee: SepaPayee,
  amount: Money,
  dueDate: LocalDate,
  reference: Remittance,
  party: Schema.NullOr(Party),
  state: DueItemState,
  batchId: Schema.NullOr(PaymentBatchId).annotate({ description: "The last batch that took it" }),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "DueItem",
  examples: [
    {
      ...example,
      id: DueItemId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11"),
      lineId: null,
      amount: { minor: 120_000n, currency: EUR },
      party: { code: "F001", label: "Dupont" },
      state: "due",
      batchId: null,
      createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      version: 1
    }
  ]
})
export type DueItem = typeof DueItem.Type

/** An item to pay. Of a supplier line, amount, party and due date are what the books say: all that is open of it. */
export const NewDueItem = Schema.Struct({
  lineId: Schema.optionalKey(LineId.annotate({ description: "An open supplier line (401) of the books" })),
  payee: SepaPayee,
  amount: Schema.optionalKey(PaidAmount),
  dueDate: Schema.optionalKey(LocalDate),
  reference: Remittance,
  party: Schema.optionalKey(Party)
})
  .check(
    Schema.makeFilter(
      ({ amount, dueDate, lineId, party }) =>
        (lineId === undefined
          ? amount !== undefined && dueDate !== undefined
          : amount === undefined && dueDate === undefined && party === undefined) ||
        "either a lineId, whose amount, dueDate and party are the books', or amount and dueDate"
    )
  )
  .annotate({
    identifier: "NewDueItem",
    examples: [{ ...example, amount: { minor: 120_000n, currency: EUR } }]
  })
export type NewDueItem = typeof NewDueItem.Type

/** A correction. The amount of a supplier line is read again from the books; that of a free item may be given. */
export const DueItemChange = Schema.Struct({
  payee: Schema.optionalKey(SepaPayee),
  amount: Schema.optionalKey(PaidAmount),
  dueDate: Schema.optionalKey(LocalDate),
  reference: Schema.optionalKey(Remittance)
}).annotate({ identifier: "DueItemChange", examples: [{ reference: "Facture F-2026-001 et avoir A-12" }] })
export type DueItemChange = typeof DueItemChange.Type

/** An open supplier line of the books. */
export const Payable = Schema.Struct({
  lineId: LineId,
  account: AccountCode,
  party: Schema.NullOr(Party),
  open: Money,
  dueDate: LocalDate.annotate({ description: "The entry's date where the line has no due date" }),
  documentRef: Schema.NullOr(Schema.String.annotate({ examples: ["F-2026-001"] })),
  label: Schema.String.annotate({ examples: ["Facture Dupont"] }),
  dueItemId: Schema.NullOr(DueItemId).annotate({ description: "The due item that stands for it already" })
}).annotate({ identifier: "Payable" })
export type Payable = typeof Payable.Type
