import type { CurrencyCode } from "../../../shared/Money.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import type { StatementAccount } from "./StatementAccount.ts"
import type { StatementWarning } from "./StatementWarning.ts"

export type StatementFormat =
  | "cfonb120"
  | "camt.052"
  | "camt.053"
  | "camt.054"
  | "mt940"
  | "mt942"
  | "ofx1"
  | "ofx2"

/**
 * A sum at a date, in minor units of `currency` (two decimals when the file states no currency). Positive is money
 * of the account's holder.
 */
export interface Balance {
  readonly date: LocalDate
  readonly minor: bigint
  readonly currency: CurrencyCode | null
}

/** A balance that is neither the opening nor the closing one, with the format's own code (`CLAV`, `64`, `AVAILBAL`). */
export interface OtherBalance extends Balance {
  readonly type: string
}

/** What the bank says of the other side; `account` is its account number when that is no IBAN. */
export interface Counterparty {
  readonly name: string | null
  readonly iban: string | null
  readonly account: string | null
}

/** The references of a line, each as the bank wrote it; null when the file has none. */
export interface References {
  /** Given by the first debtor or creditor and carried unchanged (SEPA end-to-end id). */
  readonly endToEnd: string | null
  /** Given by the account's bank. */
  readonly bank: string | null
  /** Given by the account's holder or the instructing party. */
  readonly customer: string | null
  /** SEPA direct debit mandate. */
  readonly mandate: string | null
  /** SEPA creditor identifier. */
  readonly creditorId: string | null
  /** The transaction's own id (OFX FITID, CAMT TxId or UETR). */
  readonly transaction: string | null
  readonly cheque: string | null
  /** The number the bank gives the entry in its statement (CFONB 82 to 88, CAMT NtryRef): may restart in each file. */
  readonly entry: string | null
}

/** Something else the line says, with the format's own code (`LIB`, `00`, `MEMO`, `AddtlNtryInf`). */
export interface LineDetail {
  readonly code: string
  readonly text: string
}

/** `information` lines are announced by the bank and move no money (CAMT status INFO). */
export type LineStatus = "booked" | "pending" | "information"

/**
 * One movement. `minor` is signed (credit positive) in minor units of `currency`; `reference` is the one a person
 * would quote (documented by each format's reader); `bankId` is the bank's own id when the format promises one.
 */
export interface ParsedLine {
  readonly bookingDate: LocalDate
  readonly valueDate: LocalDate | null
  readonly minor: bigint
  readonly currency: CurrencyCode | null
  readonly label: string
  readonly reference: string | null
  readonly counterparty: Counterparty | null
  readonly references: References
  /** Interbank code (CFONB), `PMNT/RCDT/DMCT` (CAMT), type code (MT940), TRNTYPE (OFX). */
  readonly bankCode: string | null
  readonly bankId: string | null
  readonly status: LineStatus
  /** The movement undoes an earlier one; `minor` already carries the direction of this movement. */
  readonly reversal: boolean
  readonly details: ReadonlyArray<LineDetail>
  /** Where the line begins in the file, 1-based. */
  readonly line: number
}

/** One statement of one account. Null balances are unknown, never zero. */
export interface ParsedStatement {
  readonly account: StatementAccount
  readonly currency: CurrencyCode | null
  readonly statementId: string | null
  readonly sequence: string | null
  readonly opening: Balance | null
  readonly closing: Balance | null
  readonly otherBalances: ReadonlyArray<OtherBalance>
  readonly lines: ReadonlyArray<ParsedLine>
  readonly warnings: ReadonlyArray<StatementWarning>
}

/** Everything one file says, in the file's order. */
export interface ParsedFile {
  readonly format: StatementFormat
  readonly encoding: string
  readonly statements: ReadonlyArray<ParsedStatement>
  /** Findings about the file as a whole: its encoding, breaks between its statements. */
  readonly warnings: ReadonlyArray<StatementWarning>
}

export const noReferences: References = {
  endToEnd: null,
  bank: null,
  customer: null,
  mandate: null,
  creditorId: null,
  transaction: null,
  cheque: null,
  entry: null
}
