import { Duration, Schema } from "effect"
import { decision, operation, processDefinition, waitFor } from "../../../platform/processes/model/index.ts"
import { KeptInvoice, NewAdvance, NewFinancedInvoice } from "../../financing/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { EUR } from "../../../shared/Money.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { Iban } from "../../../shared/Iban.ts"

const { financedInvoiceId: _, ...advanceFields } = NewAdvance.fields

const Terms = Schema.Struct(advanceFields)
  .check(Schema.makeFilter(({ payOn, repayOn }) => repayOn > payOn || "a repayment after the payment"))
  .annotate({ identifier: "AdvanceTerms" })

/** What a process is started with: the invoice with its document, and the money that is wanted on it. */
export const AdvanceRequest = Schema.Struct({ invoice: NewFinancedInvoice, advance: Terms }).annotate({
  identifier: "AdvanceRequest",
  examples: [
    {
      invoice: {
        connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
        number: "F-2026-001",
        seller: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
        buyer: { scheme: "siren", number: "552100554", name: "Grand Chantier SA" },
        issuedOn: LocalDate.make("2026-01-31"),
        dueOn: LocalDate.make("2026-03-31"),
        net: { minor: 40_000n, currency: EUR },
        vat: { minor: 8_000n, currency: EUR },
        total: { minor: 48_000n, currency: EUR },
        document: "JVBERi0xLjQKJSVFT0YK"
      },
      advance: {
        borrower: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
        line: null,
        amount: { minor: 40_000n, currency: EUR },
        payToIban: Iban.make("FR1420041010050500013M02606"),
        payOn: LocalDate.make("2026-02-03"),
        repayOn: LocalDate.make("2026-03-31")
      }
    }
  ]
})
export type AdvanceRequest = typeof AdvanceRequest.Type

/** The same once the document is kept. */
export const AdvanceInput = Schema.Struct({ invoice: KeptInvoice, advance: Terms })
export type AdvanceInput = typeof AdvanceInput.Type

/** Gets money on an invoice: presented, asked for, accepted by a person, paid out, and in the books. */
export const advanceInvoice = processDefinition({
  name: "suite.advance",
  version: 1,
  title: { fr: "Financer une facture", en: "Finance an invoice" },
  input: AdvanceInput,
  subject: ({ advance, invoice }: AdvanceInput) => ({ label: invoice.number, amount: advance.amount }),
  permissions: ["financing:read", "financing:write", "accounting:post"],
  steps: [
    operation({
      name: "present",
      title: { fr: "Présenter la facture", en: "Present the invoice" },
      within: Duration.days(5),
      undone: true
    }),
    operation({
      name: "request",
      title: { fr: "Demander le financement", en: "Ask for the advance" },
      undone: true
    }),
    waitFor({
      name: "offer",
      title: { fr: "Attendre l'offre", en: "Wait for the offer" },
      within: Duration.days(10),
      every: Duration.minutes(15)
    }),
    decision({
      name: "accept",
      title: { fr: "Accepter l'offre", en: "Accept the offer" },
      permission: "processes:decide"
    }),
    operation({
      name: "validate",
      title: { fr: "Confirmer au financeur", en: "Confirm it to the financer" }
    }),
    waitFor({
      name: "paid",
      title: { fr: "Attendre les fonds", en: "Wait for the money" },
      within: Duration.days(90)
    }),
    waitFor({
      name: "reconciled",
      title: { fr: "Rapprocher les écritures", en: "Reconcile it with the books" },
      within: Duration.days(10),
      onFailure: "stop"
    })
  ],
  review: { after: Duration.days(5), every: Duration.days(1) }
})
