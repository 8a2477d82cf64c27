import {
  CollateralReleased,
  CovenantFiguresOdd,
  CovenantNotTestable,
  LoanTermDayRefused
} from "../../../domain/finance/financing/model/index.ts"
import { problem } from "../contract/problem.ts"

const why = {
  "not-a-test-day": { fr: "ce n'est pas un de ses jours de test", en: "it is none of its test days" },
  "not-over": { fr: "ce jour n'est pas terminé en France", en: "that day is not over in France" },
  ended: { fr: "l'engagement a pris fin avant", en: "the covenant ended before it" }
} as const

export const CovenantNotTestableProblem = problem(CovenantNotTestable, {
  title: { fr: "Engagement non testable ce jour", en: "Covenant not testable on that day" },
  detail: ({ because, on }) => ({
    fr: `L'engagement ne peut pas être testé au ${on} : ${why[because].fr}.`,
    en: `The covenant cannot be tested on ${on}: ${why[because].en}.`
  }),
  next: { fr: "Donnez un de ses jours de test, passé.", en: "Give one of its test days that is past." }
})

const figures = {
  none: {
    fr: "Les comptes mesurent cet engagement : n'en donnez pas les chiffres.",
    en: "The books measure this covenant: give no figures."
  },
  ratio: {
    fr: "Donnez les chiffres du test : un numérateur et un dénominateur.",
    en: "Give the figures of the test: a numerator and a denominator."
  },
  amount: {
    fr: "Donnez le montant du test, sans dénominateur.",
    en: "Give the amount of the test, without a denominator."
  }
} as const

export const CovenantFiguresOddProblem = problem(CovenantFiguresOdd, {
  title: { fr: "Chiffres inattendus", en: "Unexpected figures" },
  detail: ({ wanted }) => figures[wanted],
  next: { fr: "Corrigez `figures`.", en: "Correct `figures`." }
})

export const LoanTermDayRefusedProblem = problem(LoanTermDayRefused, {
  title: { fr: "Jour impossible", en: "Impossible day" },
  detail: ({ from, on, today }) => ({
    fr: `Le ${on} n'est pas un jour ${from === null ? "" : `depuis le ${from} et `}jusqu'à aujourd'hui, ${today}.`,
    en: `${on} is no day ${from === null ? "" : `from ${from} on and `}up to today, ${today}.`
  }),
  next: { fr: "Donnez un jour passé, ou aujourd'hui.", en: "Give a past day, or today." }
})

export const CollateralReleasedProblem = problem(CollateralReleased, {
  title: { fr: "Sûreté déjà levée", en: "Collateral released already" },
  detail: ({ releasedOn }) => ({
    fr: `Cette sûreté a été levée le ${releasedOn}.`,
    en: `This collateral was released on ${releasedOn}.`
  }),
  next: { fr: "Rien n'est à faire.", en: "Nothing is to be done." }
})
