import {
  BankRequestUnderWay,
  DebitNotReturnable,
  MandateNotChangeable,
  MandateNotThere
} from "../../../domain/finance/banking/model/index.ts"
import { problem } from "../contract/problem.ts"

export const MandateNotThereProblem = problem(MandateNotThere, {
  title: { fr: "Mandat absent", en: "No such mandate" },
  detail: ({ mandateReference }) => ({
    fr: `Le compte n'a pas de mandat ${mandateReference}, tel qu'il a été lu la dernière fois.`,
    en: `The account has no mandate ${mandateReference}, as it was when last read.`
  }),
  next: {
    fr: "Relisez le compte par POST /v2/banking/sync, puis choisissez la référence de l'un de ses mandats.",
    en: "Read the account again by POST /v2/banking/sync and choose the reference of one of its mandates."
  }
})

export const MandateNotChangeableProblem = problem(MandateNotChangeable, {
  title: { fr: "Mandat dans un autre état", en: "Mandate in another state" },
  detail: ({ mandateReference, state, to }) => ({
    fr: `Le mandat ${mandateReference} est dans l'état « ${state} » : il ne peut pas devenir « ${to} ».`,
    en: `The mandate ${mandateReference} is "${state}": it cannot become "${to}".`
  }),
  next: {
    fr: "Suspendez un mandat en service, rétablissez un mandat suspendu ; relisez le compte si son état a changé.",
    en: "Suspend a mandate in use, resume a suspended one; read the account again if its state has changed."
  }
})

export const DebitNotReturnableProblem = problem(DebitNotReturnable, {
  title: { fr: "Opération non retournable", en: "Movement that cannot come back" },
  detail: ({ kind, state, transactionReference }) => ({
    fr: `L'opération ${transactionReference} (${kind}, ${state}) n'est pas un prélèvement comptabilisé au débit du compte.`,
    en: `The movement ${transactionReference} (${kind}, ${state}) is no booked direct debit taken from the account.`
  }),
  next: {
    fr: "Choisissez un prélèvement comptabilisé. Un virement émis se rappelle auprès de l'établissement.",
    en: "Choose a booked direct debit. A transfer that was sent is recalled with the institution."
  }
})

export const BankRequestUnderWayProblem = problem(BankRequestUnderWay, {
  title: { fr: "Demande déjà faite", en: "Asked already" },
  detail: ({ bankRequestId, state }) => ({
    fr: `La demande ${bankRequestId} porte déjà sur ce mandat ou ce prélèvement ; elle est dans l'état « ${state} ».`,
    en: `The request ${bankRequestId} is already about this mandate or debit; it is "${state}".`
  }),
  next: {
    fr: "Suivez-la par GET /v2/banking/requests/{id} ; une demande refusée peut être refaite, un prélèvement revenu ne revient qu'une fois.",
    en: "Follow it by GET /v2/banking/requests/{id}; a refused request may be made again, a debit comes back only once."
  }
})
