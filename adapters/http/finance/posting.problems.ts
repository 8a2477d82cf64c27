import {
  CurrencyPairApart,
  EventDiffers,
  NoPostingRule,
  NothingToPost,
  NoVatAccount,
  SeveralJournals
} from "../../../domain/finance/accounting/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

const itemOf = (word: string, { item, product, vatCode }: NoPostingRule["items"][number]) =>
  `${word} ${item} (${product ?? "-"}, ${vatCode ?? "-"})`

const NoPostingRuleProblem = problem(NoPostingRule, {
  title: { fr: "Aucune règle d'imputation", en: "No posting rule" },
  detail: ({ eventType, items }) => ({
    fr: `Événement ${eventType}, produit et code de TVA sans règle : ${items.map((one) => itemOf("élément", one)).join(", ")}.`,
    en: `Event ${eventType}, product and VAT code without a rule: ${items.map((one) => itemOf("item", one)).join(", ")}.`
  }),
  next: {
    fr: "Ajoutez une règle pour ce type d'événement, ce produit ou ce code de TVA, ou une règle par défaut.",
    en: "Add a rule for this event type, product or VAT code, or a default one."
  }
})

const NoVatAccountProblem = problem(NoVatAccount, {
  title: { fr: "Pas de compte de TVA", en: "No VAT account" },
  detail: ({ items }) => ({
    fr: `Éléments avec de la TVA et sans compte pour elle : ${items.join(", ")}.`,
    en: `Items with VAT and no account for it: ${items.join(", ")}.`
  }),
  next: {
    fr: "Donnez un code de TVA à ces éléments, ou un compte de TVA à leur règle.",
    en: "Give these items a VAT code, or their rule a VAT account."
  }
})

const SeveralJournalsProblem = problem(SeveralJournals, {
  title: { fr: "Plusieurs journaux", en: "Several journals" },
  detail: ({ journals }) => ({
    fr: `Les règles des éléments désignent les journaux ${journals.join(", ")} ; une écriture est dans un seul.`,
    en: `The rules of the items name the journals ${journals.join(", ")}; an entry is in one.`
  }),
  next: {
    fr: "Donnez le même journal aux règles de ce type d'événement, ou envoyez deux événements.",
    en: "Give the rules of this event type one journal, or send two events."
  }
})

const NothingToPostProblem = problem(NothingToPost, {
  title: { fr: "Rien à comptabiliser", en: "Nothing to post" },
  detail: () => ({
    fr: "Les montants sont nuls, ou se compensent sur les mêmes comptes.",
    en: "The amounts are zero, or undo each other on the same accounts."
  }),
  next: {
    fr: "Vérifiez les montants de l'événement ; s'il est sans effet, ne l'envoyez pas.",
    en: "Check the amounts of the event; when it changes nothing, do not send it."
  }
})

const CurrencyPairApartProblem = problem(CurrencyPairApart, {
  title: { fr: "Montants en devise contraires", en: "Currency amounts disagree" },
  detail: ({ account, amount, foreign }) => ({
    fr: `Sur le compte ${account}, les éléments font ${amountOf(amount)} ${amount.currency} et ${amountOf(foreign)} ${foreign.currency} : une ligne porte les deux du même côté.`,
    en: `On account ${account} the items come to ${amountOf(amount)} ${amount.currency} and ${amountOf(foreign)} ${foreign.currency}: a line carries both on one side.`
  }),
  next: {
    fr: "Envoyez l'écart de change dans un événement à part, sans montant en devise.",
    en: "Send the exchange difference in an event of its own, without currency amounts."
  }
})

export const EventDiffersProblem = problem(EventDiffers, {
  title: { fr: "Événement déjà reçu, autrement", en: "Event received before, otherwise" },
  detail: ({ eventId }) => ({
    fr: `L'événement ${eventId} a déjà été comptabilisé avec un autre contenu.`,
    en: `The event ${eventId} was posted before with other content.`
  }),
  next: {
    fr: "Contre-passez l'écriture du premier, puis envoyez l'événement corrigé sous un autre identifiant.",
    en: "Reverse the entry of the first one, then send the corrected event under another id."
  }
})

/** Why the rules make no entry of an event, beside an unknown VAT code. */
export const mappingProblems = [
  NoPostingRuleProblem,
  NoVatAccountProblem,
  SeveralJournalsProblem,
  NothingToPostProblem,
  CurrencyPairApartProblem
] as const
