import type { EventType, FinancialEvent } from "../../accounting/model/index.ts"
import { type Money, money } from "../../../shared/Money.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import type { FinancedInvoice } from "./FinancedInvoice.ts"
import type { JournalEvent } from "./JournalEvent.ts"
import { DateTime } from "effect"

type Source = "fees" | "invoice" | "principal"

interface Posting {
  readonly type: EventType
  readonly of: Source
  readonly undoes?: boolean
  /** Whether it moves what the customer owes. */
  readonly customer?: boolean
}

/**
 * What of a financer's journal goes to the books: the type of event that posting rules are written for, and its amount.
 * What undoes has the negative amount, which a rule posts as the mirror. A kind that is not here moves nothing that is
 * known to be the company's.
 */
const postings: Readonly<Record<string, ReadonlyArray<Posting>>> = {
  LOAN_DISBURSEMENT_PAID: [
    { type: "financing.assignment", of: "invoice", customer: true },
    { type: "financing.advance", of: "principal" }
  ],
  LOAN_REPAYMENT_NOMINAL_PAID: [{ type: "financing.repayment", of: "principal" }],
  LOAN_REPAYMENT_NOMINAL_CHARGED_BACK: [{ type: "financing.repayment", of: "principal", undoes: true }],
  LOAN_REPAYMENT_NOMINAL_UNPAID: [{ type: "financing.recourse", of: "invoice", customer: true }],
  LOAN_REPAYMENT_FEES_PAID: [{ type: "financing.fees", of: "fees" }],
  LOAN_REPAYMENT_FEES_CHARGED_BACK: [{ type: "financing.fees", of: "fees", undoes: true }],
  LOAN_REFUND_PAID: [{ type: "financing.refund", of: "principal" }],
  LOAN_RETURNED_PAID: [{ type: "financing.return", of: "principal" }]
}

/**
 * Kinds that say that money moved, and of which nothing says between whom: they wait until a person has written the rule
 * that says it, and one without an amount waits for a person too.
 */
const leftToPeople: ReadonlySet<string> = new Set(["LOAN_REFUND_PAID", "LOAN_RETURNED_PAID"])

/** Whether money moved of which nobody knows how much: no entry can follow, and none is left out in silence. */
export const lacksAmount = ({ kind, principal }: Pick<JournalEvent, "kind" | "principal">): boolean =>
  leftToPeople.has(kind) && (principal === null || principal.minor === 0n)

/** Whether the kind says that the money of an advance was paid out. */
export const isDisbursement = (kind: string): boolean => kind === "LOAN_DISBURSEMENT_PAID"

/** Whether the kind belongs in the books. */
export const isPosted = (kind: string): boolean => Object.hasOwn(postings, kind)

/**
 * The financial events of one fact, each once by its id; an amount that the financer does not give has none. What moves
 * the receivable names its customer, where the company has named one, and falls due with the invoice.
 */
export const postingsOf = (event: JournalEvent, invoice: FinancedInvoice): ReadonlyArray<FinancialEvent> => {
  const amounts: Readonly<Record<Source, Money | null>> = {
    fees: event.fees,
    invoice: invoice.total,
    principal: event.principal
  }
  return (postings[event.kind] ?? []).flatMap(({ customer = false, of, type, undoes = false }) => {
    const amount = amounts[of]
    if (amount === null || amount.minor === 0n) return []
    return [
      {
        id: `financing:${event.id}:${type}`,
        type,
        date: LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(event.at, "Europe/Paris"))),
        label: `${invoice.number} ${event.kind}`.slice(0, 200),
        documentRef: invoice.number,
        ...(customer && invoice.customer !== undefined
          ? { party: invoice.customer, dueDate: invoice.dueOn }
          : {}),
        items: [
          {
            net: undoes ? money(-amount.minor, amount.currency) : amount,
            vat: money(0n, amount.currency)
          }
        ]
      }
    ]
  })
}
