import {
  AdvanceTooLarge,
  InvoiceAlreadyFinanced,
  InvoiceAlreadyPresented,
  InvoiceNotReady,
  UnknownCustomer
} from "../../../domain/finance/financing/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const InvoiceAlreadyFinancedProblem = problem(InvoiceAlreadyFinanced, {
  title: { fr: "Facture déjà financée", en: "Invoice already financed" },
  detail: ({ advanceId, state }) => ({
    fr: `Une facture est financée une fois : le financement ${advanceId} est dans l'état « ${state} ».`,
    en: `An invoice is financed once: the advance ${advanceId} is "${state}".`
  }),
  next: {
    fr: "Suivez ce financement, ou annulez-le avant le versement pour en demander un autre.",
    en: "Follow that advance, or cancel it before the money leaves to ask for another."
  }
})

export const InvoiceAlreadyPresentedProblem = problem(InvoiceAlreadyPresented, {
  title: { fr: "Facture déjà présentée", en: "Invoice already presented" },
  detail: ({ financedInvoiceId, state }) => ({
    fr: `Cette facture de ce vendeur à cet acheteur est déjà présentée : ${financedInvoiceId}, état « ${state} ».`,
    en: `This invoice of this seller to this buyer is presented already: ${financedInvoiceId}, "${state}".`
  }),
  next: {
    fr: "Reprenez la facture présentée ; retirez-la d'abord pour la présenter autrement.",
    en: "Go on with the presented invoice; withdraw it first to present it otherwise."
  }
})

const broken = {
  sums: {
    fr: "le hors taxe et la TVA ne font pas le total, dans une seule devise",
    en: "net and VAT do not add up to the total, in one currency"
  },
  total: { fr: "le total n'est pas au-dessus de zéro", en: "the total is not above zero" },
  dates: { fr: "l'échéance précède l'émission", en: "it falls due before it is issued" }
} as const

export const InvoiceNotReadyProblem = problem(InvoiceNotReady, {
  title: { fr: "Facture incomplète", en: "Invoice not ready" },
  detail: ({ missing, wrong }) => ({
    fr: [
      ...(missing.length === 0 ? [] : [`il manque ${missing.join(", ")}`]),
      ...wrong.map((rule) => broken[rule].fr)
    ].join(" ; "),
    en: [
      ...(missing.length === 0 ? [] : [`it lacks ${missing.join(", ")}`]),
      ...wrong.map((rule) => broken[rule].en)
    ].join("; ")
  }),
  next: {
    fr: "Complétez le brouillon par PUT, puis soumettez-le ; rien n'est parti.",
    en: "Complete the draft by PUT, then submit it; nothing has left."
  }
})

export const UnknownCustomerProblem = problem(UnknownCustomer, {
  title: { fr: "Client inconnu des comptes", en: "Customer not in the books" },
  detail: ({ code }) => ({
    fr: `Aucune ligne des comptes clients (411) ne nomme le client ${code}.`,
    en: `No line of the customer accounts (411) names the customer ${code}.`
  }),
  next: {
    fr: "Donnez le code que porte la facture dans les comptes, passez d'abord son écriture, ou ne nommez pas de client.",
    en: "Give the code that the invoice has in the books, post it first, or name no customer."
  }
})

export const AdvanceTooLargeProblem = problem(AdvanceTooLarge, {
  title: { fr: "Montant supérieur à la facture", en: "More than the invoice" },
  detail: ({ asked, total }) => ({
    fr: `${amountOf(asked)} ${asked.currency} demandés sur une facture de ${amountOf(total)} ${total.currency}.`,
    en: `${amountOf(asked)} ${asked.currency} asked for on an invoice of ${amountOf(total)} ${total.currency}.`
  }),
  next: {
    fr: "Demandez au plus le total de la facture, dans sa devise.",
    en: "Ask for at most the total of the invoice, in its currency."
  }
})
