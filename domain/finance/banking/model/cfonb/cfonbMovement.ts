import type { CurrencyCode } from "../../../../shared/Money.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { fullYear, readDay } from "../amounts.ts"
import { type Counterparty, type LineDetail, noReferences, type ParsedLine } from "../ParsedStatement.ts"
import { refuse } from "../StatementProblem.ts"
import { cfonbAmount } from "./cfonbAmount.ts"
import { type CfonbRecord, placeOf, zone } from "./cfonbRecords.ts"

/** A movement (04) under way: its record, and the details (05) that follow it. */
export interface CfonbMovement {
  readonly record: CfonbRecord
  readonly details: Array<LineDetail>
}

/**
 * A movement and its details as one line. The label is positions 49 to 79 alone, else the free text of the details;
 * the reference is positions 105 to 120, else the structured remittance (LCS). Every detail is kept under its own
 * qualifier.
 */
export const cfonbLine = (movement: CfonbMovement, decimals: number, currency: CurrencyCode): ParsedLine => {
  const { record } = movement
  const minor = cfonbAmount(zone(record, 91, 14), decimals, currency, "04/91-104", placeOf(record, 91))
  const own = filled(zone(record, 105, 16))
  const detail = detailsByCode(movement.details)
  return {
    bookingDate: cfonbDate(record, 35, "04/35-40"),
    valueDate: /^[0 ]{6}$/.test(zone(record, 43, 6)) ? null : cfonbDate(record, 43, "04/43-48"),
    minor,
    currency,
    label: filled(zone(record, 49, 31)) ?? freeText(movement.details),
    reference: own ?? filled(detail("LCS").slice(0, 35)),
    counterparty: counterparty(detail, minor),
    references: {
      ...noReferences,
      endToEnd: filled(detail("RCN").slice(0, 35)),
      bank: filled(detail("REF")),
      customer: own,
      creditorId: filled(detail("IBE").slice(0, 35)),
      entry: /^[0 ]*$/.test(zone(record, 82, 7)) ? null : zone(record, 82, 7).trim()
    },
    bankCode: filled(zone(record, 33, 2)),
    bankId: null,
    status: "booked",
    reversal: false,
    details: [...ownDetails(record), ...movement.details],
    line: record.line
  }
}

/** A date DDMMYY at a 1-based position. */
export const cfonbDate = (record: CfonbRecord, position: number, field: string): LocalDate => {
  const text = zone(record, position, 6)
  const place = placeOf(record, position)
  if (text.trim() === "") return refuse("date.missing", place, { field })
  if (!/^\d{6}$/.test(text)) return refuse("date.invalid", place, { value: text, field })
  const [day, month, year] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))]
  return readDay([fullYear(year), month, day], text, field, place)
}

/** A detail (05): qualifier at 46 to 48, text at 49 to 118; null when both are blank. */
export const cfonbDetail = (record: CfonbRecord): LineDetail | null => {
  const code = zone(record, 46, 3)
  const text = zone(record, 49, 70).trimEnd()
  return code.trim() === "" && text === "" ? null : { code, text }
}

/** The movement's own coded zones: bank's internal code, reject reason, exemption, unavailability. */
const ownDetails = (record: CfonbRecord): ReadonlyArray<LineDetail> =>
  (
    [
      ["04/8-11", 8, 4],
      ["04/41-42", 41, 2],
      ["04/89", 89, 1],
      ["04/90", 90, 1]
    ] as const
  ).flatMap(([code, position, length]) => {
    const text = zone(record, position, length).trim()
    return /^0*$/.test(text) ? [] : [{ code, text }]
  })

/** The free label (LIB) and remittance (LCC, LC2) of the details. */
const freeText = (details: ReadonlyArray<LineDetail>): string =>
  details
    .filter(({ code }) => code === "LIB" || code === "LCC" || code === "LC2")
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join(" ")

const detailsByCode =
  (details: ReadonlyArray<LineDetail>) =>
  (code: string): string =>
    details.find((detail) => detail.code === code)?.text ?? ""

/** The payer (NPY) of a credit, the beneficiary (NBE) of a debit; the other one when the bank filled only that. */
const counterparty = (detail: (code: string) => string, minor: bigint): Counterparty | null => {
  const [payer, payee] = [filled(detail("NPY")), filled(detail("NBE"))]
  const name = minor < 0n ? (payee ?? payer) : (payer ?? payee)
  return name === null ? null : { name, iban: null, account: null }
}

const filled = (text: string): string | null => (text.trim() === "" ? null : text.trim())
