import { Option } from "effect"
import { ibanOf } from "../../../../shared/Iban.ts"
import type { Counterparty } from "../ParsedStatement.ts"
import { at, type CamtElement, textAt } from "./camtElements.ts"

/** The account the statement is about: its number without spaces, to tell it from the other side's. */
export type OwnAccount = string | null

/**
 * The other side of a transaction: the debtor of a credit, the creditor of a debit; in a reversal the parties keep
 * the roles they had in the payment undone. When that side is absent, or is the statement's own account, the other
 * one is taken if it is not our own.
 */
export const camtCounterparty = (
  transaction: CamtElement,
  sign: 1n | -1n,
  reversal: boolean,
  own: OwnAccount
): Counterparty | null => {
  const parties = at(transaction, "RltdPties")
  if (parties === null) return null
  const debtorFirst = (sign === 1n) !== reversal
  const sides = debtorFirst ? (["Dbtr", "Cdtr"] as const) : (["Cdtr", "Dbtr"] as const)
  return (
    sides.map((side) => partyOf(parties, side)).find((party) => party !== null && !isOwn(party, own)) ?? null
  )
}

const isOwn = (party: Counterparty, own: OwnAccount): boolean =>
  own !== null && (party.iban === own || party.account === own)

const partyOf = (parties: CamtElement, side: "Dbtr" | "Cdtr"): Counterparty | null => {
  const name = nameOf(at(parties, side)) ?? nameOf(at(parties, `Ultmt${side}`))
  const account = at(parties, `${side}Acct`, "Id")
  const number = textAt(account, "IBAN") ?? textAt(account, "Othr", "Id")
  if (name === null && number === null) return null
  const iban = Option.getOrNull(ibanOf(number ?? ""))
  return { name, iban, account: iban === null ? number : null }
}

/** `Nm`, inside `Pty` from version 7; a bank as party is named by its institution. */
const nameOf = (party: CamtElement | null): string | null =>
  textAt(party, "Nm") ??
  textAt(party, "Pty", "Nm") ??
  textAt(party, "Agt", "FinInstnId", "Nm") ??
  textAt(party, "Agt", "FinInstnId", "BICFI")
