import { ForwardAccountDiffers } from "../../../domain/finance/treasury/model/index.ts"
import { problem } from "../contract/problem.ts"

export const ForwardAccountDiffersProblem = problem(ForwardAccountDiffers, {
  title: { fr: "Compte d'une autre devise", en: "Account in another currency" },
  detail: ({ account, against, amount }) => ({
    fr: `Le contrat échange ${amount} et ${against} ; ce compte est en ${account}.`,
    en: `The contract exchanges ${amount} and ${against}; this account is in ${account}.`
  }),
  next: {
    fr: "Donnez un compte tenu dans l'une des deux devises du contrat.",
    en: "Give an account in one of the contract's two currencies."
  }
})
