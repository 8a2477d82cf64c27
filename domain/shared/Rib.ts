import { Option } from "effect"
import { type Iban, ibanCheckDigits, ibanOf } from "./Iban.ts"

/** A French account (relevé d'identité bancaire): bank 5, branch 5, account 11, key 2 characters. */
export interface Rib {
  readonly bank: string
  readonly branch: string
  readonly account: string
  readonly key: string
}

/** The 23 characters of a RIB: bank, branch, account, key. */
export const ribText = (rib: Rib): string => `${rib.bank}${rib.branch}${rib.account}${rib.key}`

/**
 * The RIB of a bank code, a branch code (guichet) and an account number, its key computed; none when a part has
 * another shape (5 digits, 5 digits, 11 digits or capitals).
 */
export const ribOf = (bank: string, branch: string, account: string): Option.Option<Rib> =>
  /^\d{5}$/.test(bank) && /^\d{5}$/.test(branch) && /^[0-9A-Z]{11}$/.test(account)
    ? Option.some({ bank, branch, account, key: ribKey(bank, branch, account) })
    : Option.none()

/** A RIB written as 23 characters, spaces ignored; none when its key is wrong. */
export const ribFromText = (text: string): Option.Option<Rib> => {
  const compact = text.replace(/\s/g, "").toUpperCase()
  if (compact.length !== 23) return Option.none()
  const rib = ribOf(compact.slice(0, 5), compact.slice(5, 10), compact.slice(10, 21))
  return Option.filter(rib, ({ key }) => key === compact.slice(21))
}

/** The French IBAN of a RIB: FR, check digits, then the RIB as it stands (French annex of ISO 13616). */
export const ibanOfRib = (rib: Rib): Option.Option<Iban> => {
  const bban = ribText(rib)
  return ibanOf(`FR${ibanCheckDigits("FR", bban)}${bban}`)
}

/**
 * The key of a RIB: 97 minus the remainder by 97 of 89 × bank + 15 × branch + 3 × account, where a letter of the
 * account counts A to I as 1 to 9, J to R as 1 to 9 and S to Z as 2 to 9. It is the form, part by part, of "the 21
 * digits followed by 00, and the key brings the whole to a multiple of 97" (CFONB, relevé d'identité bancaire).
 */
const ribKey = (bank: string, branch: string, account: string): string => {
  const digits = account.replace(/[A-Z]/g, (letter) => {
    const rank = letter.charCodeAt(0) - 65
    return String(rank < 18 ? (rank % 9) + 1 : rank - 16)
  })
  const rest = (89n * BigInt(bank) + 15n * BigInt(branch) + 3n * BigInt(digits)) % 97n
  return String(97n - rest).padStart(2, "0")
}
