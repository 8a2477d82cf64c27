import { NotProposed, SweepNeedsFile } from "../../../domain/finance/treasury/model/index.ts"
import { problem } from "../contract/problem.ts"

export const NotProposedProblem = problem(NotProposed, {
  title: { fr: "Virement qui n'est plus proposé", en: "Transfer no more proposed" },
  detail: () => ({
    fr: "Aucune proposition actuelle ne demande ce virement : soldes, limites ou virements en cours ont changé.",
    en: "No proposal of now asks for this transfer: balances, bounds or transfers under way have changed."
  }),
  next: {
    fr: "Relisez GET /v2/treasury/transfer-proposals et reprenez un virement tel qu'il y est.",
    en: "Read GET /v2/treasury/transfer-proposals again and send a transfer as it stands there."
  }
})

export const SweepNeedsFileProblem = problem(SweepNeedsFile, {
  title: { fr: "Virement à faire par fichier", en: "Transfer to be made by file" },
  detail: () => ({
    fr: "Aucun établissement connecté n'ordonne de virement depuis ce compte, ou l'autre compte n'a pas d'IBAN.",
    en: "No connected institution orders transfers from this account, or the other one has no IBAN."
  }),
  next: {
    fr: "Saisissez une échéance libre vers l'autre compte et payez-la par un lot (POST /v2/treasury/batches).",
    en: "Enter a due item for the other account and pay it by a batch (POST /v2/treasury/batches)."
  }
})
