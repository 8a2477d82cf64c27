import { BankDaysNotCovered } from "../../../domain/finance/banking/model/index.ts"
import {
  OverdraftBookingNotReversible,
  OverdraftDayNotOver,
  OverdraftDayOutside,
  OverdraftInOtherCurrency,
  OverdraftOverlaps,
  OverdraftPeriodNotNext
} from "../../../domain/finance/financing/model/index.ts"
import { problem } from "../contract/problem.ts"

export const BankDaysNotCoveredProblem = problem(BankDaysNotCovered, {
  title: { fr: "Jours sans relevé", en: "Days without a statement" },
  detail: ({ from, to }) => ({
    fr: `Aucun relevé ne couvre le compte du ${from} au ${to} : son solde de ces jours n'est pas connu.`,
    en: `No statement covers the account from ${from} to ${to}: its balance on these days is not known.`
  }),
  next: {
    fr: "Importez les relevés de ces jours, ou synchronisez le compte, puis recommencez.",
    en: "Import the statements of these days, or synchronise the account, then try again."
  }
})

export const OverdraftOverlapsProblem = problem(OverdraftOverlaps, {
  title: { fr: "Découvert déjà enregistré", en: "An overdraft stands already" },
  detail: ({ overdraftId, terminatedOn }) => ({
    fr: `Ce compte a déjà le découvert ${overdraftId}, ${terminatedOn === null ? "en cours" : `résilié le ${terminatedOn}`}.`,
    en: `This account already has the overdraft ${overdraftId}, ${terminatedOn === null ? "which stands" : `terminated on ${terminatedOn}`}.`
  }),
  next: {
    fr: "Résiliez d'abord celui-ci ; le nouveau commence après son dernier jour.",
    en: "Terminate that one first; the new one begins after its last day."
  }
})

export const OverdraftInOtherCurrencyProblem = problem(OverdraftInOtherCurrency, {
  title: { fr: "Autre devise que le compte", en: "Another currency than the account" },
  detail: ({ account, given }) => ({
    fr: `Le montant est en ${given}, le compte en ${account}.`,
    en: `The amount is in ${given}, the account in ${account}.`
  }),
  next: {
    fr: "Donnez le montant dans la devise du compte.",
    en: "Give the amount in the account's currency."
  }
})

export const OverdraftPeriodNotNextProblem = problem(OverdraftPeriodNotNext, {
  title: { fr: "Pas la prochaine période", en: "Not the next period" },
  detail: ({ asked, next }) => ({
    fr:
      next === null
        ? `Tout est comptabilisé : le ${asked} est après le dernier jour du découvert.`
        : `Les prochains jours à comptabiliser commencent le ${next} ; vous demandez le ${asked}.`,
    en:
      next === null
        ? `Everything is booked: ${asked} is after the last day of the overdraft.`
        : `The next days to book begin on ${next}; you ask for ${asked}.`
  }),
  next: {
    fr: "Les mois se comptabilisent dans l'ordre, chacun une fois ; annulez le dernier pour le refaire.",
    en: "Months are booked in their order, each once; reverse the last one to book it again."
  }
})

export const OverdraftDayNotOverProblem = problem(OverdraftDayNotOver, {
  title: { fr: "Jour non terminé", en: "A day that is not over" },
  detail: ({ on, today }) => ({
    fr: `Le solde du ${on} n'est connu qu'après ce jour : nous sommes le ${today} en France.`,
    en: `The balance of ${on} is known only after that day: it is ${today} in France.`
  }),
  next: { fr: "Attendez la fin de ce jour.", en: "Wait until that day is over." }
})

export const OverdraftDayOutsideProblem = problem(OverdraftDayOutside, {
  title: { fr: "Jour hors du découvert", en: "A day outside the overdraft" },
  detail: ({ from, on, terminatedOn }) => ({
    fr: `Le découvert court depuis le ${from}${terminatedOn === null ? "" : ` et jusqu'au ${terminatedOn}`} : le ${on} n'en est pas.`,
    en: `The overdraft runs from ${from}${terminatedOn === null ? "" : ` to ${terminatedOn}`}: ${on} is not in it.`
  }),
  next: { fr: "Donnez un jour du découvert.", en: "Give a day of the overdraft." }
})

export const OverdraftBookingNotReversibleProblem = problem(OverdraftBookingNotReversible, {
  title: { fr: "Comptabilisation non annulable", en: "Booking not reversible" },
  detail: ({ because, overdraftBookingId }) => ({
    fr:
      because === overdraftBookingId
        ? "C'est une annulation, ou la date précède celle de la comptabilisation."
        : `Elle est déjà annulée, ou une autre la suit : ${because}.`,
    en:
      because === overdraftBookingId
        ? "It is a reversal, or the day is before the booking's own."
        : `It is reversed already, or another follows it: ${because}.`
  }),
  next: {
    fr: "Annulez d'abord celle qui suit : GET /v2/credit/overdrafts/{id}/bookings montre tout.",
    en: "Reverse the one that follows first: GET /v2/credit/overdrafts/{id}/bookings shows everything."
  }
})
