import { Schema } from "effect"

const texts = {
  "not-in-euros": ["La comptabilité n'est pas tenue en euros.", "The books are not kept in euros."],
  "no-year": [
    "L'exercice n'est pas connu : indiquez ses dates.",
    "The fiscal year is not known: give its dates."
  ],
  "year-overlaps": [
    "Les dates de l'exercice chevauchent un exercice ouvert sous d'autres dates : {0}.",
    "The year's dates overlap a fiscal year that has other dates: {0}."
  ],
  "unread-lines": ["Des lignes ne peuvent pas être lues : {0}.", "Lines that cannot be read: {0}."],
  "too-many-codes": [
    "Le fichier contient trop de codes différents.",
    "The file holds too many different codes."
  ],
  "no-entry": ["Le fichier ne contient aucune écriture.", "The file holds no entry."],
  "unmapped-account": ["Le compte {0} n'a pas de correspondance.", "Account {0} is not mapped."],
  "inactive-account": ["Le compte {0} n'accepte plus d'écriture.", "Account {0} takes no entry any more."],
  "unmapped-journal": ["Le journal {0} n'a pas de correspondance.", "Journal {0} is not mapped."],
  "unbalanced-entry": ["L'écriture {0} n'est pas équilibrée.", "Entry {0} does not balance."],
  "date-outside-year": ["L'écriture {0} est hors de l'exercice.", "Entry {0} is outside the fiscal year."],
  "period-closed": ["La période de l'écriture {0} est verrouillée.", "The period of entry {0} is locked."],
  "amount-too-large": [
    "Un montant de l'écriture {0} est trop grand.",
    "An amount of entry {0} is too large."
  ],
  "too-many-lines": ["L'écriture {0} a trop de lignes.", "Entry {0} has too many lines."]
} as const satisfies Readonly<Record<string, readonly [string, string]>>

type RefusalCode = keyof typeof texts

/** Why a file cannot be posted as it is mapped; `line` is where in the file, as a text editor counts. */
export const FecRefusal = Schema.Struct({
  code: Schema.String,
  line: Schema.NullOr(Schema.Int),
  fr: Schema.String,
  en: Schema.String
}).annotate({
  identifier: "FecRefusal",
  examples: [
    {
      code: "unmapped-account",
      line: 12,
      fr: "Le compte 9CLI n'a pas de correspondance.",
      en: "Account 9CLI is not mapped."
    }
  ]
})
export type FecRefusal = typeof FecRefusal.Type

/** A refusal in words; `subject` is the code, number or count that it speaks of. */
export const fecRefusal = (code: RefusalCode, subject = "", line: number | null = null): FecRefusal => {
  const [fr, en] = texts[code]
  const fill = (text: string) => text.replace("{0}", () => subject.slice(0, 100))
  return { code, line, fr: fill(fr), en: fill(en) }
}

/** Why an import cannot be undone to the letter. */
export class FecUndoRefused extends Schema.TaggedError<FecUndoRefused>()(
  "FecUndoRefused",
  { reason: Schema.Literals(["other-entries", "lettered-with-others", "period-closed"]) },
  { httpApiStatus: 409 }
) {}
