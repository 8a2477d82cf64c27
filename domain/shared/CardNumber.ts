/**
 * Whether the text holds what may be a payment card number: 13 to 19 digits that begin as issuers of that length begin
 * and pass the Luhn check (ISO/IEC 7812-1, annex B), also with spaces, dashes, dots or underscores between them, also
 * beside other digits. A UUID is none, and neither is a row of zeros. A SIRET has 14 digits, of which only Diners Club's
 * are card numbers.
 */
export const holdsCardNumber = (text: string): boolean => cardNumbersIn(plain(text)).length > 0

/** The text with each card number replaced by its last four digits, for what others wrote and we keep. */
export const withoutCardNumbers = (text: string): string =>
  cardNumbersIn(plain(text)).reduce(
    (kept, { found }) => kept.split(found).join(`[****${found.replace(/\D/g, "").slice(-4)}]`),
    holdsCardNumber(text) ? plain(text) : text
  )

interface Found {
  readonly found: string
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Full-width and other digits as plain ones. */
const plain = (text: string) => text.normalize("NFKC")

/** Digits in groups, with up to three separators between two of them. */
const groupsOfDigits = /\d+(?:[\s\p{Pd}._]{1,3}\d+)*/gu

const cardNumbersIn = (text: string): ReadonlyArray<Found> =>
  [...text.replace(uuid, "|").matchAll(groupsOfDigits)].flatMap(([run]) => windowsOf(run))

/** Every stretch of whole groups that is a card number. */
const windowsOf = (run: string): ReadonlyArray<Found> => {
  const groups = [...run.matchAll(/\d+/g)].map((match) => ({ digits: match[0], at: match.index }))
  const found: Array<Found> = []
  for (const [first, start] of groups.entries()) {
    let digits = ""
    for (const group of groups.slice(first)) {
      digits += group.digits
      if (digits.length > 19) break
      if (isCardNumber(digits)) found.push({ found: run.slice(start.at, group.at + group.digits.length) })
    }
  }
  return found
}

const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 &&
  digits.length <= 19 &&
  /[1-9]/.test(digits) &&
  (digits.length !== 14 || dinersClub.test(digits)) &&
  passesLuhn(digits)

/** The only issuer whose numbers have 14 digits. */
const dinersClub = /^3[0689]/

const passesLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
