import { LoanNotRepayable, RepaymentRefused } from "../../../domain/finance/financing/model/index.ts"
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
