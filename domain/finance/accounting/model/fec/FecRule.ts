/** `error` refuses the file; `alert` and `notice` are told and leave it valid. */
export type FecLevel = "error" | "alert" | "notice"

export type FecLanguage = "fr" | "en"

interface FecRuleText {
  readonly level: FecLevel
  readonly fr: string
  readonly en: string
}

const error = (fr: string, en: string): FecRuleText => ({ level: "error", fr, en })
const alert = (fr: string, en: string): FecRuleText => ({ level: "alert", fr, en })
const notice = (fr: string, en: string): FecRuleText => ({ level: "notice", fr, en })

/**
 * Every rule by its stable id. The checks of form are those of the administration's tool Test Compta Demat
 * (its `E`, `A`, `V` and `S` classes) in our own code; what goes further (balance, numbering, order, fiscal year,
 * charset) comes from article A. 47 A-1 of the livre des procédures fiscales.
 */
export const fecRules = {
  "file.no-line": error(
    "Le fichier ne contient aucune ligne d'écriture.",
    "The file holds no line of an entry."
  ),
  "file.name": alert(
    "Le nom « {value} » ne suit pas la forme <SIREN>FEC<AAAAMMJJ>.txt.",
    "The name “{value}” is not of the form <SIREN>FEC<YYYYMMDD>.txt."
  ),
  "file.siren": alert(
    "Les chiffres {value} du nom du fichier ne sont pas un SIREN valable (clé de contrôle).",
    "The digits {value} in the file's name are not a valid SIREN (check key)."
  ),
  "charset.unsupported": error(
    "Le fichier est codé en {value} : convertissez-le en ISO 8859-15 ou en UTF-8.",
    "The file is encoded in {value}: convert it to ISO 8859-15 or UTF-8."
  ),
  "charset.mixed": alert(
    "Des lignes sont en UTF-8 et d'autres en ISO 8859-15 : ici {value}. Les accents d'une partie sont abîmés.",
    "Some lines are UTF-8 and others ISO 8859-15: here {value}. Accents of one part are damaged."
  ),
  "charset.double-encoded": alert(
    "Les accents de la ligne ont été codés deux fois en UTF-8 (« {value} »).",
    "The accents of the line were encoded twice in UTF-8 (“{value}”)."
  ),
  "charset.windows-1252": alert(
    "La ligne contient un caractère de Windows-1252 absent d'ISO 8859-15 (octet {value}).",
    "The line holds a Windows-1252 character that ISO 8859-15 lacks (byte {value})."
  ),
  "charset.utf-8": notice(
    "Le fichier est en UTF-8 : l'outil de l'administration le lit, l'article A. 47 A-1 cite ASCII et ISO 8859-15.",
    "The file is UTF-8: the administration's tool reads it; article A. 47 A-1 names ASCII and ISO 8859-15."
  ),
  "header.missing": error(
    "La première ligne ne porte aucun des noms de zone attendus.",
    "The first line bears none of the expected column names."
  ),
  "header.separator": error(
    "Le séparateur de zones n'est ni la tabulation ni « | », ou n'est pas le seul : {value}.",
    "The separator is neither TAB nor “|”, or is not the only one: {value}."
  ),
  "header.column-missing": error(
    "La zone {value} n'est pas dans la ligne d'en-tête.",
    "Column {value} is not in the header."
  ),
  "header.column-repeated": error(
    "La zone {value} est deux fois dans la ligne d'en-tête.",
    "Column {value} is twice in the header."
  ),
  "header.order": alert(
    "La zone {value} est en position {found} au lieu de {expected}.",
    "Column {value} stands at place {found} instead of {expected}."
  ),
  "header.spelling": notice(
    "Le nom de zone « {value} » s'écrit « {expected} ».",
    "The column name “{value}” is written “{expected}”."
  ),
  "header.extra-column": notice("Zone supplémentaire « {value} ».", "Extra column “{value}”."),
  "header.trailing-separator": notice(
    "La ligne d'en-tête finit par un séparateur de trop.",
    "The header ends with one separator too many."
  ),
  "line.empty": error("La ligne est vide.", "The line is empty."),
  "line.too-long": error("La ligne dépasse {expected} octets.", "The line is longer than {expected} bytes."),
  "line.field-count": error(
    "La ligne a {found} zones au lieu de {expected}.",
    "The line has {found} fields instead of {expected}."
  ),
  "line.ends-mixed": notice(
    "Les fins de ligne changent d'une ligne à l'autre (CR LF et LF).",
    "Line ends vary from line to line (CR LF and LF)."
  ),
  "field.required": error("La zone {column} est vide.", "Column {column} is empty."),
  "field.no-value": notice(
    "La zone {column} est à blanc : le rapport de l'administration la dira absente.",
    "Column {column} is blank: the administration's report will call it missing."
  ),
  "field.control-character": alert(
    "La ligne contient un caractère de contrôle (octet {value}).",
    "The line holds a control character (byte {value})."
  ),
  "account.digits": alert(
    "Le compte « {value} » ne commence pas par trois chiffres.",
    "Account “{value}” does not start with three digits."
  ),
  "amount.decimal-point": error(
    "« {value} » porte un point : une virgule est attendue.",
    "“{value}” has a point: a comma is expected."
  ),
  "amount.thousands": error(
    "« {value} » porte un séparateur de milliers ou plusieurs séparateurs.",
    "“{value}” has a thousands separator or several separators."
  ),
  "amount.format": error("« {value} » n'est pas un nombre décimal.", "“{value}” is not a decimal number."),
  "amount.sign-after": alert(
    "« {value} » porte son signe à la fin : la loi le veut en tête.",
    "“{value}” has its sign at the end: the law wants it first."
  ),
  "amount.exponent": alert(
    "« {value} » est en notation scientifique.",
    "“{value}” is in scientific notation."
  ),
  "amount.decimals": alert("« {value} » a plus de deux décimales.", "“{value}” has more than two decimals."),
  "amount.both-sides": alert(
    "La ligne porte un débit et un crédit.",
    "The line has both a debit and a credit."
  ),
  "amount.no-side": alert("La ligne n'a ni débit ni crédit.", "The line has neither debit nor credit."),
  "amount.side": error(
    "Le sens « {value} » n'est ni D, ni C, ni +1, ni -1.",
    "The side “{value}” is none of D, C, +1, -1."
  ),
  "date.format": error("« {value} » n'est pas une date.", "“{value}” is not a date."),
  "date.calendar": error(
    "« {value} » n'est pas un jour du calendrier.",
    "“{value}” is not a day of the calendar."
  ),
  "date.year": alert(
    "« {value} » est hors des années 1900 à 2099.",
    "“{value}” is outside the years 1900 to 2099."
  ),
  "date.layout": alert("« {value} » n'est pas écrit AAAAMMJJ.", "“{value}” is not written YYYYMMDD."),
  "date.outside-year": error(
    "La date {value} est hors de l'exercice ({expected}).",
    "The date {value} is outside the fiscal year ({expected})."
  ),
  "date.before-year": alert(
    "La date {value} précède de plus de douze mois la clôture ({expected}).",
    "The date {value} is more than twelve months before the year end ({expected})."
  ),
  "date.valid-order": alert(
    "La date de validation {value} précède celle de la ligne d'avant ({expected}).",
    "The validation date {value} is before that of the line above ({expected})."
  ),
  "entry.unbalanced": error(
    "L'écriture {value} n'est pas équilibrée : débit moins crédit = {found}.",
    "Entry {value} does not balance: debit minus credit = {found}."
  ),
  "entry.too-many-open": error(
    "Plus de {expected} écritures restent déséquilibrées à la fois : le contrôle par écriture s'arrête ici.",
    "More than {expected} entries are unbalanced at once: the check by entry stops here."
  ),
  "entry.split": notice(
    "L'écriture {value} reprend après d'autres écritures.",
    "Entry {value} resumes after other entries."
  ),
  "entry.several-dates": alert(
    "L'écriture {value} porte plusieurs dates de comptabilisation.",
    "Entry {value} bears several entry dates."
  ),
  "numbering.gap": alert(
    "Des numéros manquent avant {value} : {found}.",
    "Numbers are missing before {value}: {found}."
  ),
  "numbering.repeated": alert(
    "Le numéro {value} a déjà servi plus haut.",
    "Number {value} was already used above."
  ),
  "numbering.not-followed": alert(
    "Les numéros d'écriture sont trop dispersés pour vérifier leur continuité.",
    "Entry numbers are too scattered for their continuity to be checked."
  ),
  "totals.unbalanced": error(
    "Total des débits {value}, total des crédits {found} : le fichier n'est pas équilibré.",
    "Total debit {value}, total credit {found}: the file does not balance."
  )
} as const satisfies Readonly<Record<string, FecRuleText>>

export type FecRuleId = keyof typeof fecRules

/** What a message speaks of. */
export interface FecFacts {
  readonly value?: string
  readonly found?: string
  readonly expected?: string
  readonly column?: string
}

/** The message of a rule in the asked language. */
export const fecMessage = (rule: FecRuleId, facts: FecFacts, language: FecLanguage): string =>
  fecRules[rule][language].replace(/\{(value|found|expected|column)\}/g, (_, key) => {
    if (key === "value") return facts.value ?? ""
    if (key === "found") return facts.found ?? ""
    return (key === "expected" ? facts.expected : facts.column) ?? ""
  })
