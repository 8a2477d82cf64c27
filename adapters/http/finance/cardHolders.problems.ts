import { HolderLeft } from "../../../domain/finance/cards/model/index.ts"
import { problem } from "../contract/problem.ts"

export const HolderLeftProblem = problem(HolderLeft, {
  title: { fr: "Porteur parti", en: "Holder left" },
  detail: ({ member }) => ({
    fr: `Le membre ${member} a quitté l'entreprise : aucune carte n'est à son nom.`,
    en: `The member ${member} has left the company: no card is theirs.`
  }),
  next: {
    fr: "Nommez un autre membre, ou notez son retour : POST /v2/cards/holders/{id}/return.",
    en: "Name another member, or note their return: POST /v2/cards/holders/{id}/return."
  }
})
