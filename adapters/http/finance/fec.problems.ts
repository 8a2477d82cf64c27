import {
  FecNotPossible,
  FecUndoRefused,
  UnknownFecCodes
} from "../../../domain/finance/accounting/model/index.ts"
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

export const UnknownFecCodesProblem = problem(UnknownFecCodes, {
  title: { fr: "Codes absents du fichier", en: "Codes not in the file" },
  detail: ({ codes }) => ({
    fr: `Le fichier ne contient pas : ${codes.join(", ")}.`,
    en: `The file does not hold: ${codes.join(", ")}.`
  }),
  next: {
    fr: "Reprenez les codes tels que l'aperçu de l'import les donne.",
    en: "Take the codes as the import's preview gives them."
  }
})

const obstacles = {
  "other-entries": {
    fr: "D'autres écritures ont été passées dans ses journaux et son exercice.",
    en: "Other entries were posted in its journals and fiscal year."
  },
  "lettered-with-others": {
    fr: "Des lignes de l'import sont lettrées avec d'autres.",
    en: "Lines of the import are lettered with others."
  },
  "period-closed": {
    fr: "Une période de l'import est verrouillée.",
    en: "A period of the import is locked."
  }
}

export const FecUndoRefusedProblem = problem(FecUndoRefused, {
  title: { fr: "Annulation refusée", en: "Undo refused" },
  detail: ({ reason }) => obstacles[reason],
  next: {
    fr: "Extournez les écritures une à une, ou levez l'obstacle puis recommencez.",
    en: "Reverse the entries one by one, or remove the obstacle and try again."
  }
})
