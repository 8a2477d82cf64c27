/** The languages of user messages. */
export type Language = "fr" | "en"

interface Message {
  readonly fr: string
  readonly en: string
}

/** Why a file is refused, by rule. `{name}` is replaced by the problem's value of that name. */
export const problemMessages = {
  "file.empty": {
    fr: "Le fichier est vide.",
    en: "The file is empty."
  },
  "file.too-large": {
    fr: "Le fichier fait {size} octets ; la limite est de {limit}. Demandez à la banque une période plus courte.",
    en: "The file has {size} bytes; the limit is {limit}. Ask the bank for a shorter period."
  },
  "file.too-many-lines": {
    fr: "Le fichier contient plus de {limit} mouvements. Demandez à la banque une période plus courte.",
    en: "The file holds more than {limit} movements. Ask the bank for a shorter period."
  },
  "file.unknown-format": {
    fr: "Ce fichier n'est pas un relevé CFONB 120, CAMT.053, MT940 ou OFX.",
    en: "This file is not a CFONB 120, CAMT.053, MT940 or OFX statement."
  },
  "file.mixed": {
    fr: "Un autre contenu est mêlé au relevé : « {value} ». Importez chaque relevé dans son propre fichier.",
    en: "Other content is mixed into the statement: “{value}”. Import each statement as its own file."
  },
  "file.truncated": {
    fr: "Le fichier s'arrête avant la fin du relevé : {missing}. Téléchargez-le à nouveau.",
    en: "The file stops before the statement ends: {missing}. Download it again."
  },
  "file.too-many-elements": {
    fr: "Le fichier contient plus de {limit} éléments. Demandez à la banque une période plus courte.",
    en: "The file holds more than {limit} elements. Ask the bank for a shorter period."
  },
  "file.field-too-long": {
    fr: "Un champ dépasse {limit} caractères.",
    en: "A field is longer than {limit} characters."
  },
  "file.too-deep": {
    fr: "Les éléments sont imbriqués sur plus de {limit} niveaux.",
    en: "The elements are nested more than {limit} levels deep."
  },
  "encoding.invalid": {
    fr: "Le texte n'est pas du {encoding} valide.",
    en: "The text is not valid {encoding}."
  },
  "encoding.unsupported": {
    fr: "L'encodage « {encoding} » n'est pas pris en charge.",
    en: "The encoding “{encoding}” is not supported."
  },
  "text.nul": {
    fr: "Le texte contient un caractère nul (NUL).",
    en: "The text contains a NUL character."
  },
  "text.surrogate": {
    fr: "Le texte contient un demi-caractère Unicode isolé.",
    en: "The text contains a lone Unicode surrogate."
  },
  "amount.missing": {
    fr: "Le montant manque ({field}).",
    en: "The amount is missing ({field})."
  },
  "amount.invalid": {
    fr: "« {value} » n'est pas un montant ({field}).",
    en: "“{value}” is not an amount ({field})."
  },
  "amount.decimals": {
    fr: "Le montant « {value} » a plus de décimales que la devise {currency}.",
    en: "The amount “{value}” has more decimals than the currency {currency}."
  },
  "amount.range": {
    fr: "Le montant « {value} » dépasse ce qui peut être enregistré.",
    en: "The amount “{value}” is beyond what can be recorded."
  },
  "date.missing": {
    fr: "La date manque ({field}).",
    en: "The date is missing ({field})."
  },
  "date.invalid": {
    fr: "« {value} » n'est pas une date qui existe ({field}).",
    en: "“{value}” is not a date that exists ({field})."
  },
  "currency.unknown": {
    fr: "« {value} » n'est pas un code de devise ISO 4217.",
    en: "“{value}” is not an ISO 4217 currency code."
  },
  "statement.missing": {
    fr: "Le fichier {format} ne contient aucun relevé de compte.",
    en: "The {format} file holds no account statement."
  },
  "statement.element-missing": {
    fr: "L'élément « {field} » manque.",
    en: "The element “{field}” is missing."
  },
  "statement.value-unknown": {
    fr: "« {value} » n'est pas une valeur admise pour « {field} ».",
    en: "“{value}” is not a value of “{field}”."
  },
  "line.duplicate-id": {
    fr: "L'identifiant « {value} » désigne deux mouvements différents (l'autre est à la ligne {other}).",
    en: "The id “{value}” names two different movements (the other is at line {other})."
  },
  "bank.error": {
    fr: "La banque a répondu par une erreur : {code} {value}.",
    en: "The bank answered with an error: {code} {value}."
  },
  "cfonb.record-length": {
    fr: "L'enregistrement compte {length} caractères au lieu de 120.",
    en: "The record has {length} characters instead of 120."
  },
  "cfonb.record-unknown": {
    fr: "Le code d'enregistrement « {value} » n'existe pas (attendus : 01, 04, 05, 07).",
    en: "There is no record code “{value}” (expected: 01, 04, 05, 07)."
  },
  "cfonb.statement-open": {
    fr: "Un ancien solde (01) arrive avant le nouveau solde (07) du relevé précédent.",
    en: "An opening balance (01) comes before the closing balance (07) of the previous statement."
  },
  "cfonb.movement-outside": {
    fr: "Un mouvement (04) se trouve hors d'un relevé : aucun ancien solde (01) ne le précède.",
    en: "A movement (04) stands outside a statement: no opening balance (01) precedes it."
  },
  "cfonb.detail-outside": {
    fr: "Un complément (05) ne suit aucun mouvement (04).",
    en: "A detail (05) follows no movement (04)."
  },
  "cfonb.detail-differs": {
    fr: "Le complément (05) ne correspond pas à son mouvement (04) : {field}.",
    en: "The detail (05) does not belong to its movement (04): {field}."
  },
  "cfonb.closing-outside": {
    fr: "Un nouveau solde (07) arrive sans ancien solde (01).",
    en: "A closing balance (07) comes without an opening balance (01)."
  },
  "cfonb.account-differs": {
    fr: "Le compte « {value} » n'est pas celui du relevé (« {expected} »).",
    en: "The account “{value}” is not the statement's (“{expected}”)."
  },
  "cfonb.currency-differs": {
    fr: "La devise « {value} » n'est pas celle du relevé (« {expected} »).",
    en: "The currency “{value}” is not the statement's (“{expected}”)."
  },
  "xml.malformed": {
    fr: "Le XML est mal formé : {value}.",
    en: "The XML is malformed: {value}."
  },
  "xml.doctype": {
    fr: "Une déclaration DOCTYPE est refusée : elle peut cacher des entités dangereuses.",
    en: "A DOCTYPE declaration is refused: it can hide dangerous entities."
  },
  "mt940.field-malformed": {
    fr: "Le champ :{field}: est mal formé : « {value} ».",
    en: "The field :{field}: is malformed: “{value}”."
  },
  "ofx.malformed": {
    fr: "La balise « {value} » est mal placée ou mal écrite.",
    en: "The tag “{value}” is misplaced or malformed."
  }
} as const satisfies Readonly<Record<string, Message>>

/** What a person should know about a file that was read, by rule. */
export const warningMessages = {
  "encoding.assumed": {
    fr: "Le fichier ne dit pas son encodage et n'est pas de l'UTF-8 ; il a été lu en {encoding}.",
    en: "The file does not state its encoding and is not UTF-8; it was read as {encoding}."
  },
  "encoding.belied": {
    fr: "Le fichier se dit codé en {stated}, mais ses octets montrent autre chose ; il a été lu en {encoding}.",
    en: "The file says it is encoded in {stated}, but its bytes show otherwise; it was read as {encoding}."
  },
  "opening.missing": {
    fr: "Le relevé n'indique pas de solde initial.",
    en: "The statement gives no opening balance."
  },
  "closing.missing": {
    fr: "Le relevé n'indique pas de solde final.",
    en: "The statement gives no closing balance."
  },
  "balance.empty": {
    fr: "Un solde est annoncé sans montant ni date ({field}) ; il est ignoré.",
    en: "A balance is announced without amount or date ({field}); it is ignored."
  },
  "balance.currency": {
    fr: "Le solde {field} est en {value}, pas dans la devise du compte ({expected}) ; il ne sert pas au contrôle.",
    en: "The balance {field} is in {value}, not in the account's currency ({expected}); it is not used for checking."
  },
  "currency.missing": {
    fr: "Le fichier n'indique pas la devise ; les montants sont lus avec deux décimales.",
    en: "The file states no currency; amounts are read with two decimals."
  },
  "currency.assumed": {
    fr: "La devise manque ; {value} est retenue d'après {source}.",
    en: "The currency is missing; {value} is taken from {source}."
  },
  "line.currency": {
    fr: "{count} mouvement(s) en {value}, pas dans la devise du compte ({expected}), ne servent pas au contrôle.",
    en: "{count} movement(s) in {value}, not in the account's currency ({expected}), are not used for checking."
  },
  "line.date-assumed": {
    fr: "Le mouvement n'a ni date d'opération ni date de valeur ; la date du relevé, {value}, est retenue.",
    en: "The movement has neither booking nor value date; the statement's date, {value}, is taken."
  },
  "line.value-date-bank-month": {
    fr: "La date de valeur « {value} » suit le mois bancaire de 30 jours ; le dernier jour de février est retenu.",
    en: "The value date “{value}” follows the 30-day bank month; the last day of February is taken."
  },
  "line.repeated": {
    fr: "Le mouvement « {value} » figure deux fois à l'identique ; il est retenu une fois.",
    en: "The movement “{value}” stands there twice, identical; it is taken once."
  },
  "line.reference-repeated": {
    fr: "La référence bancaire « {value} » désigne plusieurs mouvements.",
    en: "The bank reference “{value}” names several movements."
  },
  "line.after-end": {
    fr: "Un mouvement suit la fin du relevé ; il est rattaché au relevé qui précède.",
    en: "A movement follows the end of the statement; it is attached to the statement before it."
  },
  "line.details-differ": {
    fr: "Les {count} détails de l'écriture ne totalisent pas son montant ; l'écriture est gardée entière.",
    en: "The {count} details of the entry do not add up to its amount; the entry is kept whole."
  },
  "account.missing": {
    fr: "Le relevé ne nomme pas son compte.",
    en: "The statement does not name its account."
  },
  "account.iban-invalid": {
    fr: "L'IBAN « {value} » est faux (clé de contrôle) ; il est gardé comme simple numéro de compte.",
    en: "The IBAN “{value}” is wrong (check digits); it is kept as a plain account number."
  },
  "cfonb.bank-differs": {
    fr: "Le code banque ou guichet « {value} » n'est pas celui du relevé (« {expected} »).",
    en: "The bank or branch code “{value}” is not the statement's (“{expected}”)."
  },
  "field.unexpected": {
    fr: "Le champ {field} est inattendu ici ; il est ignoré : « {value} ».",
    en: "The field {field} is unexpected here; it is ignored: “{value}”."
  },
  "statement.repeated": {
    fr: "Le relevé « {value} » figure deux fois à l'identique.",
    en: "The statement “{value}” stands there twice, identical."
  },
  "bank.error": {
    fr: "La banque n'a pas donné l'un des relevés : {code} {value}.",
    en: "The bank did not give one of the statements: {code} {value}."
  },
  "securities.ignored": {
    fr: "Relevé de titres : seuls les mouvements d'espèces sont lus.",
    en: "Securities statement: only the cash movements are read."
  },
  "continuity.statement": {
    fr: "Solde initial {opening} + mouvements {movements} = {computed}, mais le solde final est {closing} (écart {gap}).",
    en: "Opening {opening} + movements {movements} = {computed}, but the closing balance is {closing} (gap {gap})."
  },
  "continuity.statements": {
    fr: "Le solde final du {closingDate} est {closing}, mais le relevé suivant ouvre le {openingDate} à {opening} (écart {gap}) pour le compte {account}.",
    en: "The closing balance of {closingDate} is {closing}, but the next statement opens on {openingDate} at {opening} (gap {gap}) for account {account}."
  }
} as const satisfies Readonly<Record<string, Message>>

/** A sentence with its `{name}` places filled from `values`. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")
