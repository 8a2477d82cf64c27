import { Option } from "effect"
import { isKnownCurrency } from "../../../shared/Currency.ts"
import { type Iban, ibanOf } from "../../../shared/Iban.ts"
import { ibanOfRib, type Rib, ribFromText, ribOf } from "../../../shared/Rib.ts"

/** An account as a statement names it: by IBAN, by French RIB, or by whatever text the bank wrote. */
export interface StatementAccount {
  readonly iban: Iban | null
  readonly rib: Rib | null
  readonly other: string | null
}

export const unknownAccount: StatementAccount = { iban: null, rib: null, other: null }

/**
 * One text per account, the same in every format: the IBAN when known (a RIB gives it), else the bank's own text
 * reduced to its letters and digits.
 */
export const accountKey = (account: StatementAccount): string =>
  account.iban ?? (account.other ?? "").toUpperCase().replace(/[^0-9A-Z]/g, "")

/** The account of a French RIB, with its IBAN (country FR: a Monegasque RIB cannot be told apart). */
export const accountOfRib = (bank: string, branch: string, number: string): StatementAccount =>
  Option.match(ribOf(bank, branch, number), {
    onNone: () => ({ iban: null, rib: null, other: `${bank} ${branch} ${number}` }),
    onSome: (rib) => ({ iban: Option.getOrNull(ibanOfRib(rib)), rib, other: null })
  })

/**
 * The account in a free text: an IBAN, a RIB of 23 characters with a valid key, else the text itself. A currency
 * code after the number (`NL71RABO0123456789 EUR`) is not part of an IBAN.
 */
export const accountOfText = (text: string): StatementAccount => {
  const trimmed = text.trim()
  if (trimmed === "") return unknownAccount
  const bare = isKnownCurrency(trimmed.slice(-3)) ? trimmed.slice(0, -3).trim() : trimmed
  for (const candidate of [trimmed, bare]) {
    const iban = ibanOf(candidate)
    if (Option.isSome(iban)) return { iban: iban.value, rib: ribOfIban(iban.value), other: null }
    const rib = ribFromText(candidate)
    if (Option.isSome(rib))
      return { iban: Option.getOrNull(ibanOfRib(rib.value)), rib: rib.value, other: null }
  }
  return { iban: null, rib: null, other: trimmed }
}

/** The RIB inside a French or Monegasque IBAN, null for another country's. */
const ribOfIban = (iban: Iban): Rib | null =>
  iban.startsWith("FR") || iban.startsWith("MC") ? Option.getOrNull(ribFromText(iban.slice(4))) : null

/** What tells the bank account of a statement from the others of the company. */
export const bankAccountOf = ({
  account,
  currency
}: {
  readonly account: StatementAccount
  readonly currency: string | null
}): string => `${accountKey(account).slice(0, 64)} ${currency ?? ""}`
