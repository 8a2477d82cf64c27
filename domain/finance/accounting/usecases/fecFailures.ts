import { JobFailure } from "../../../platform/jobs/model/index.ts"
import { type FecLineRefused, type FecNotPossible, type FecReport } from "../model/index.ts"

/** Nothing is posted in the year. */
export const emptyYear = new JobFailure({
  code: "accounting.fec-empty",
  fr: "L'exercice ne contient aucune écriture validée : il n'y a pas de fichier à produire.",
  en: "The fiscal year holds no posted entry: there is no file to make.",
  retryable: false
})

/** The company has lost what the file needs since the export was asked for. */
export const impossible = ({ reason }: FecNotPossible) =>
  new JobFailure({
    code: `accounting.fec-${reason}`,
    fr:
      reason === "siren-missing"
        ? "Le SIREN de l'entreprise manque."
        : "La comptabilité n'est pas tenue en euros.",
    en: reason === "siren-missing" ? "The company's SIREN is missing." : "The books are not kept in euros.",
    retryable: false
  })

/** A line that no valid file can hold. */
export const refusedLine = ({ line, name, rule }: FecLineRefused) =>
  new JobFailure({
    code: "accounting.fec-refused",
    fr: `La ligne ${line} (zone ${name}) ne peut pas figurer dans un fichier valable : règle ${rule}.`,
    en: `Line ${line} (column ${name}) cannot be part of a valid file: rule ${rule}.`,
    retryable: false
  })

/** The checker's refusal of a written file; the whole report is in the file `reportId`. */
export const refusedReport = (report: FecReport, reportId: string) => {
  const [first] = report.errors
  const where = first === undefined ? "" : `${first.line}:${first.column} ${first.rule}`
  return new JobFailure({
    code: "accounting.fec-refused",
    fr: `Le contrôle du fichier a trouvé ${report.errors.length} erreur(s), la première en ${where}. Rapport : fichier ${reportId}.`,
    en: `The check of the file found ${report.errors.length} error(s), the first at ${where}. Report: file ${reportId}.`,
    retryable: false
  })
}
