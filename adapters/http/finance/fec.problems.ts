import { FecNotPossible } from "../../../domain/finance/accounting/model/index.ts"
import { problem } from "../contract/problem.ts"

export const FecNotPossibleProblem = problem(FecNotPossible, {
  title: { fr: "FEC impossible", en: "FEC not possible" },
  detail: ({ reason }) =>
    reason === "siren-missing"
      ? {
          fr: "Le nom légal du fichier porte le SIREN de l'entreprise, et il n'est pas renseigné.",
          en: "The legal name of the file holds the company's SIREN, which is not known."
        }
      : {
          fr: "Les montants du fichier sont en euros, la comptabilité est tenue dans une autre devise.",
          en: "The file's amounts are in euros, the books are kept in another currency."
        },
  next: {
    fr: "Renseignez le SIREN de l'entreprise (PATCH /v2/tenant), puis demandez de nouveau l'export.",
    en: "Set the company's SIREN (PATCH /v2/tenant), then ask for the export again."
  }
})
