import {
  AlreadyAccrued,
  InstalmentNotNext,
  LoanChargesTooHigh,
  LoanDayInFuture,
  LoanDayOutOfOrder,
  LoanNotRepayable,
  MovementNotReversible,
  RepaymentRefused
} from "../../../domain/finance/financing/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const LoanNotRepayableProblem = problem(LoanNotRepayable, {
  title: { fr: "Échéancier impossible", en: "No such schedule" },
  detail: ({ instalment, instalments }) => ({
    fr: `L'échéance ${instalment} sur ${instalments} ne rembourserait rien : le montant est trop petit, ou les intérêts de la période dépassent l'échéance.`,
    en: `Instalment ${instalment} of ${instalments} would repay nothing: the amount is too small, or the interest of its period is more than the instalment.`
  }),
  next: {
    fr: "Réduisez le nombre d'échéances, ou avancez la première.",
    en: "Take fewer instalments, or an earlier first due date."
  }
})

export const LoanChargesTooHighProblem = problem(LoanChargesTooHigh, {
  title: { fr: "Frais supérieurs au prêt", en: "Charges above the loan" },
  detail: ({ charges, principal }) => ({
    fr: `Les frais payés au déblocage (${amountOf(charges)}) ne laissent rien du prêt de ${amountOf(principal)} ${principal.currency} : il n'a pas de taux.`,
    en: `The charges at the drawdown (${amountOf(charges)}) leave nothing of the loan of ${amountOf(principal)} ${principal.currency}: it has no rate.`
  }),
  next: { fr: "Vérifiez les frais.", en: "Check the charges." }
})

export const RepaymentRefusedProblem = problem(RepaymentRefused, {
  title: { fr: "Date ou montant hors du prêt", en: "Date or amount outside the loan" },
  detail: ({ from, outstanding, to }) => ({
    fr: `Le prêt court du ${from} au ${to} ; à cette date, ${amountOf(outstanding)} ${outstanding.currency} restent dus.`,
    en: `The loan runs from ${from} to ${to}; on that date ${amountOf(outstanding)} ${outstanding.currency} are owed.`
  }),
  next: {
    fr: "Donnez une date du prêt, avant sa dernière échéance pour un remboursement, et au plus ce qui reste dû.",
    en: "Give a date of the loan, before its last due date for a repayment, and at most what is owed."
  }
})

export const InstalmentNotNextProblem = problem(InstalmentNotNext, {
  title: { fr: "Pas la prochaine échéance", en: "Not the next due date" },
  detail: ({ dueOn, next }) => ({
    fr:
      next === null
        ? `Aucune échéance n'est due : celle du ${dueOn} n'existe pas ou est payée.`
        : `La prochaine échéance est celle du ${next}, et non du ${dueOn}.`,
    en:
      next === null
        ? `Nothing is due: ${dueOn} is no due date, or it is paid.`
        : `The next due date is ${next}, not ${dueOn}.`
  }),
  next: {
    fr: "Les échéances se paient dans l'ordre : GET /v2/credit/loans/{id}/schedule les montre.",
    en: "Due dates are paid in their order: GET /v2/credit/loans/{id}/schedule shows them."
  }
})

export const LoanDayOutOfOrderProblem = problem(LoanDayOutOfOrder, {
  title: { fr: "Une échéance d'abord", en: "A due date comes first" },
  detail: ({ dueOn, on, paid }) => ({
    fr: `Au ${on}, l'échéance du ${dueOn} ${paid ? "est déjà payée d'avance" : "n'est pas encore payée"}.`,
    en: `On ${on}, the due date ${dueOn} is ${paid ? "paid ahead already" : "not paid yet"}.`
  }),
  next: {
    fr: "Enregistrez les échéances jusqu'à ce jour, ou annulez celles d'après, puis recommencez.",
    en: "Record the due dates up to that day, or reverse those after it, then try again."
  }
})

export const AlreadyAccruedProblem = problem(AlreadyAccrued, {
  title: { fr: "Intérêts déjà courus", en: "Already accrued" },
  detail: ({ loanMovementId, on }) => ({
    fr: `Les intérêts courus au ${on} sont déjà enregistrés : mouvement ${loanMovementId}.`,
    en: `The interest accrued on ${on} is recorded already: movement ${loanMovementId}.`
  }),
  next: {
    fr: "Annulez ce mouvement pour l'enregistrer à nouveau.",
    en: "Reverse that movement to record it again."
  }
})

export const MovementNotReversibleProblem = problem(MovementNotReversible, {
  title: { fr: "Mouvement non annulable", en: "Movement not reversible" },
  detail: ({ because, loanMovementId }) => ({
    fr:
      because === loanMovementId
        ? "Ce mouvement est un versement ou une annulation, ou la date précède la sienne."
        : `Ce mouvement est déjà annulé, ou un autre en découle : ${because}.`,
    en:
      because === loanMovementId
        ? "This movement is a disbursement or a reversal, or the day is before its own."
        : `This movement is reversed already, or another follows from it: ${because}.`
  }),
  next: {
    fr: "Annulez d'abord ce qui en découle : GET /v2/credit/loans/{id}/movements montre tout.",
    en: "Reverse what follows from it first: GET /v2/credit/loans/{id}/movements shows everything."
  }
})

export const LoanDayInFutureProblem = problem(LoanDayInFuture, {
  title: { fr: "Jour à venir", en: "A day still to come" },
  detail: ({ on, today }) => ({
    fr: `Le ${on} n'est pas encore venu : nous sommes le ${today} en France, et l'argent ne peut pas avoir bougé ce jour-là.`,
    en: `${on} has not come yet: it is ${today} in France, and money cannot have moved on that day.`
  }),
  next: {
    fr: "Donnez le jour où l'argent a bougé, tel que la banque le montre.",
    en: "Give the day on which the money moved, as the bank shows it."
  }
})
