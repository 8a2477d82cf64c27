import {
  BankRequestUnderWay,
  DebitNotReturnable,
  MandateNotChangeable,
  MandateNotThere,
  MemberNotChangeable,
  MemberNotThere,
  MemberThere,
  RightNotHeld
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

export const MemberNotThereProblem = problem(MemberNotThere, {
  title: { fr: "Membre absent", en: "No such member" },
  detail: ({ memberReference }) => ({
    fr: `Le compte n'a pas de membre ${memberReference}, tel qu'il a été lu la dernière fois.`,
    en: `The account has no member ${memberReference}, as it was when last read.`
  }),
  next: {
    fr: "Relisez le compte par POST /v2/banking/sync, puis choisissez la référence de l'un de ses membres.",
    en: "Read the account again by POST /v2/banking/sync and choose the reference of one of its members."
  }
})

export const MemberThereProblem = problem(MemberThere, {
  title: { fr: "Déjà membre", en: "A member already" },
  detail: ({ email, memberReference }) => ({
    fr: `${email} est déjà membre du compte (${memberReference}).`,
    en: `${email} is a member of the account already (${memberReference}).`
  }),
  next: {
    fr: "Changez ses droits par POST /v2/banking/member-rights.",
    en: "Change its rights by POST /v2/banking/member-rights."
  }
})

const why = {
  state: { fr: "son état ne le permet pas", en: "its state does not allow it" },
  ours: {
    fr: "c'est l'utilisateur au nom duquel la connexion agit",
    en: "it is the user in whose name the connection acts"
  },
  "legal-representative": {
    fr: "c'est le représentant légal du titulaire",
    en: "it is the holder's legal representative"
  }
} as const

export const MemberNotChangeableProblem = problem(MemberNotChangeable, {
  title: { fr: "Membre non modifiable ainsi", en: "The member cannot be changed so" },
  detail: ({ because, memberReference, state }) => ({
    fr: `Le membre ${memberReference} (${state}) ne peut pas être modifié ainsi : ${why[because].fr}.`,
    en: `The member ${memberReference} (${state}) cannot be changed so: ${why[because].en}.`
  }),
  next: {
    fr: "Suspendez un membre actif, rétablissez un membre suspendu ; l'utilisateur de la connexion et le représentant légal se changent auprès de l'établissement.",
    en: "Suspend an enabled member, resume a suspended one; the connection's user and the legal representative are changed with the institution."
  }
})

export const RightNotHeldProblem = problem(RightNotHeld, {
  title: { fr: "Droit que vous n'avez pas", en: "A right that you lack" },
  detail: ({ lackedBy, right }) => ({
    fr:
      lackedBy === "caller"
        ? `Vous ne pouvez pas donner le droit « ${right} », que vous n'avez pas ici.`
        : `L'utilisateur au nom duquel la connexion agit n'a pas le droit « ${right} » auprès de l'établissement.`,
    en:
      lackedBy === "caller"
        ? `You cannot give the right "${right}", which you lack here.`
        : `The user in whose name the connection acts lacks the right "${right}" at the institution.`
  }),
  next: {
    fr: "Demandez-le à quelqu'un qui a ce droit.",
    en: "Ask somebody who has this right."
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
