import { BudgetArchived, BudgetRenewsItself } from "../../../domain/finance/cards/model/index.ts"
import { problem } from "../contract/problem.ts"

export const BudgetArchivedProblem = problem(BudgetArchived, {
  title: { fr: "Budget archivé", en: "Budget archived" },
  detail: ({ budget }) => ({
    fr: `Le budget « ${budget} » est archivé : il ne change plus et ne prend plus de carte.`,
    en: `The budget "${budget}" is archived: it no longer changes and takes no card.`
  }),
  next: {
    fr: "Choisissez un autre budget, ou créez-en un : POST /v2/cards/budgets.",
    en: "Choose another budget, or make one: POST /v2/cards/budgets."
  }
})

export const BudgetRenewsItselfProblem = problem(BudgetRenewsItself, {
  title: { fr: "Budget qui se renouvelle seul", en: "Budget that renews by itself" },
  detail: ({ budget }) => ({
    fr: `Le budget « ${budget} » donne son montant à nouveau à chaque période, sans personne.`,
    en: `The budget "${budget}" gives its amount anew at each span, by itself.`
  }),
  next: {
    fr: "Augmentez son montant s'il ne suffit pas : PATCH /v2/cards/budgets/{id}.",
    en: "Raise its amount if it is not enough: PATCH /v2/cards/budgets/{id}."
  }
})
