import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Siren } from "../../../../shared/Siren.ts"
import { fecFileName } from "./FecFileName.ts"
import {
  fecCashColumns,
  fecColumns,
  type FecCharset,
  type FecColumn,
  type FecLineEnd,
  type FecSeparator
} from "./FecFormat.ts"

/** What a written file was made with; everything said in its description comes from here. */
export interface FecDescriptionFacts {
  readonly siren: Siren
  readonly company: string
  readonly yearStart: LocalDate
  readonly yearEnd: LocalDate
  readonly charset: FecCharset
  readonly separator: FecSeparator
  readonly lineEnd: FecLineEnd
  readonly cashColumns: 0 | 3 | 4
  /** Lines below the header. */
  readonly lines: number
  /** Whether entry numbers form one sequence for each journal or one for all. */
  readonly numbering: "per-journal" | "overall"
  readonly journals: ReadonlyArray<{ readonly code: string; readonly label: string }>
  /** Characters replaced because ISO-8859-15 lacks them, as `FecWriteSummary.replaced`. */
  readonly replaced: number
}

/**
 * The description that must go with the file (livre des procédures fiscales, A. 47 A-1): its zones, the codes in
 * them and the technical facts needed to read it. French text with line ends LF.
 */
export const fecDescription = (facts: FecDescriptionFacts): string =>
  [
    "DESCRIPTION DU FICHIER DES ÉCRITURES COMPTABLES",
    "(article A. 47 A-1 du livre des procédures fiscales)",
    "",
    `Entreprise : ${facts.company}`,
    `SIREN : ${facts.siren}`,
    `Exercice : du ${french(facts.yearStart)} au ${french(facts.yearEnd)}`,
    `Fichier : ${fecFileName(facts.siren, facts.yearEnd)}`,
    "",
    "1. Informations techniques",
    `Jeu de caractères : ${charsets[facts.charset]}`,
    "Structure : fichier à plat, un seul type d'enregistrement, longueur variable",
    `Séparateur de zones : ${facts.separator === "\t" ? "tabulation (code 9)" : "barre verticale « | » (code 124)"}`,
    `Séparateur d'enregistrements : ${lineEnds[facts.lineEnd]}`,
    "Première ligne : noms des zones",
    `Enregistrements après la première ligne : ${facts.lines}`,
    "Dates : AAAAMMJJ, sans séparateur",
    "Nombres : base décimale, virgule avant les décimales, sans séparateur de milliers, signe moins en tête",
    "Textes : ni tabulation, ni barre verticale, ni saut de ligne, remplacés par une espace",
    ...replacedNote(facts),
    "",
    "2. Ordre et numérotation",
    "Ordre des lignes : ordre chronologique de validation des écritures",
    `Numéros d'écriture : ${numberings[facts.numbering]}`,
    "",
    "3. Zones",
    ...[...fecColumns, ...fecCashColumns.slice(0, facts.cashColumns)].map(zone),
    "",
    "4. Codes des journaux",
    ...facts.journals.map(({ code, label }) => `${code} : ${label}`),
    ""
  ].join("\n")

const french = (date: LocalDate): string => date.split("-").toReversed().join("/")

const charsets: Readonly<Record<FecCharset, string>> = {
  "ISO-8859-15": "ISO 8859-15",
  "UTF-8": "UTF-8 (Unicode), sans indicateur d'ordre des octets",
  "UTF-8-BOM": "UTF-8 (Unicode), avec indicateur d'ordre des octets"
}

const lineEnds: Readonly<Record<FecLineEnd, string>> = {
  "\r\n": "retour chariot et fin de ligne (codes 13 et 10)",
  "\n": "fin de ligne (code 10)",
  "\r": "retour chariot (code 13)"
}

const numberings: Readonly<Record<FecDescriptionFacts["numbering"], string>> = {
  "per-journal":
    "une suite continue pour chaque journal ; une écriture se désigne par JournalCode et EcritureNum",
  overall: "une suite continue pour tous les journaux"
}

const types: Readonly<Record<FecColumn["type"], string>> = {
  text: "alphanumérique",
  date: "date",
  number: "numérique"
}

const zone = ({ number, name, type, meaning }: FecColumn): string =>
  `${number}. ${name} (${types[type]}) : ${meaning}`

const replacedNote = ({ charset, replaced }: FecDescriptionFacts): ReadonlyArray<string> =>
  charset === "ISO-8859-15" && replaced > 0
    ? [`Caractères absents d'ISO 8859-15, remplacés par une forme proche ou « ? » : ${replaced}`]
    : []
