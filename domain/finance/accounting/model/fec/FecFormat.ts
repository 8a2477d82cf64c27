/** What a zone of the file holds: text, a date `AAAAMMJJ`, or a decimal number with a comma. */
export type FecType = "text" | "date" | "number"

/**
 * `required`: a line without it is refused; `expected`: the law asks for it, a line without it is only told
 * (the administration's own tool lists it as missing data); `optional`: may be blank.
 */
export type FecPresence = "required" | "expected" | "optional"

/** One zone of the fichier des écritures comptables. `meaning` is French: it goes into the description file. */
export interface FecColumn {
  readonly number: number
  readonly name: string
  readonly type: FecType
  readonly presence: FecPresence
  readonly meaning: string
}

const column = (
  number: number,
  name: string,
  type: FecType,
  presence: FecPresence,
  meaning: string
): FecColumn => ({
  number,
  name,
  type,
  presence,
  meaning
})

/** The 18 zones of the file, in the order of article A. 47 A-1, VII of the livre des procédures fiscales. */
export const fecColumns: ReadonlyArray<FecColumn> = [
  column(1, "JournalCode", "text", "expected", "Code du journal"),
  column(2, "JournalLib", "text", "expected", "Libellé du journal"),
  column(3, "EcritureNum", "text", "required", "Numéro de l'écriture, pris dans une suite continue"),
  column(4, "EcritureDate", "date", "required", "Date de comptabilisation de l'écriture"),
  column(
    5,
    "CompteNum",
    "text",
    "required",
    "Numéro de compte, ses trois premiers caractères sont des chiffres"
  ),
  column(6, "CompteLib", "text", "required", "Libellé du compte"),
  column(7, "CompAuxNum", "text", "optional", "Numéro de compte auxiliaire, à blanc si non utilisé"),
  column(8, "CompAuxLib", "text", "optional", "Libellé de compte auxiliaire, à blanc si non utilisé"),
  column(9, "PieceRef", "text", "expected", "Référence de la pièce justificative"),
  column(10, "PieceDate", "date", "expected", "Date de la pièce justificative"),
  column(11, "EcritureLib", "text", "required", "Libellé de l'écriture"),
  column(12, "Debit", "number", "optional", "Montant au débit, en euros"),
  column(13, "Credit", "number", "optional", "Montant au crédit, en euros"),
  column(14, "EcritureLet", "text", "optional", "Code de lettrage, à blanc si non utilisé"),
  column(15, "DateLet", "date", "optional", "Date de lettrage, à blanc si non utilisée"),
  column(16, "ValidDate", "date", "expected", "Date de validation de l'écriture"),
  column(17, "Montantdevise", "number", "optional", "Montant en devise, à blanc si non utilisé"),
  column(18, "Idevise", "text", "optional", "Code de la devise, à blanc si non utilisé")
]

/** Zones 12 and 13 of the other permitted form: one amount, and its side as `D` or `C` (or `+1`, `-1`). */
export const fecSideColumns: ReadonlyArray<FecColumn> = [
  column(12, "Montant", "number", "optional", "Montant, en euros"),
  column(13, "Sens", "text", "required", "Sens du montant : D ou +1 au débit, C ou -1 au crédit")
]

/** Zones 19 to 22 of cash accounting: agricultural profits use the first three, BNC all four (VIII). */
export const fecCashColumns: ReadonlyArray<FecColumn> = [
  column(19, "DateRglt", "date", "optional", "Date de règlement"),
  column(20, "ModeRglt", "text", "optional", "Mode de règlement"),
  column(21, "NatOp", "text", "optional", "Nature de l'opération, à blanc si non utilisée"),
  column(22, "IdClient", "text", "optional", "Identification du client, à blanc si non utilisée")
]

export const fecSeparators = ["\t", "|"] as const
/** The one character between zones: the law wants it unique and unambiguous in the file. */
export type FecSeparator = (typeof fecSeparators)[number]

export const fecCharsets = ["ISO-8859-15", "UTF-8", "UTF-8-BOM"] as const
/**
 * ISO-8859-15 is in the law's list (A. 47 A-1 III 1°); UTF-8 is not, the administration's tool reads it all the
 * same. Plain ASCII is a part of both.
 */
export type FecCharset = (typeof fecCharsets)[number]

export const fecLineEnds = ["\r\n", "\n", "\r"] as const
export type FecLineEnd = (typeof fecLineEnds)[number]

/** Places of the columns in `FecHeader.positions`; 11 and 12 also stand for Montant and Sens. */
export const fecRole = {
  journalCode: 0,
  journalLabel: 1,
  entryNumber: 2,
  entryDate: 3,
  account: 4,
  accountLabel: 5,
  auxiliary: 6,
  auxiliaryLabel: 7,
  pieceRef: 8,
  pieceDate: 9,
  label: 10,
  debit: 11,
  credit: 12,
  lettering: 13,
  letteringDate: 14,
  validDate: 15,
  currencyAmount: 16,
  currency: 17,
  paymentDate: 18,
  paymentMode: 19,
  nature: 20,
  client: 21
} as const
