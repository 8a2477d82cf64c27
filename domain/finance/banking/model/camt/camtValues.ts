import type { CurrencyCode } from "../../../../shared/Money.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { readAmount, readCurrency, readDay } from "../amounts.ts"
import { type Place, refuse } from "../StatementProblem.ts"
import { all, at, type CamtElement, textAt } from "./camtElements.ts"

/** An unsigned amount and its currency. */
export interface CamtAmount {
  readonly minor: bigint
  readonly currency: CurrencyCode
}

/** An amount element (`<Amt Ccy="EUR">8.850</Amt>`): zeros beyond the currency's decimals are free. */
export const camtAmount = (element: CamtElement): CamtAmount => {
  const currency = readCurrency(element.currency ?? "", element.place)
  const minor = readAmount(element.text, currency, element.name, element.place)
  return minor < 0n
    ? refuse("amount.invalid", element.place, { value: element.text, field: element.name })
    : { minor, currency }
}

/** 1 for CRDT, -1 for DBIT; null when the element does not say. */
export const signOf = (element: CamtElement): 1n | -1n | null => {
  const found = at(element, "CdtDbtInd")
  if (found === null) return null
  if (found.text === "CRDT") return 1n
  if (found.text === "DBIT") return -1n
  return refuse("statement.value-unknown", found.place, { value: found.text, field: "CdtDbtInd" })
}

/** The day of `<X><Dt>` or `<X><DtTm>` as the bank wrote it, its time zone left aside; null when absent. */
export const dayAt = (element: CamtElement, name: string): LocalDate | null => {
  const holder = at(element, name)
  if (holder === null) return null
  const found = at(holder, "Dt") ?? at(holder, "DtTm")
  return found === null ? null : isoDay(found.text, `${name}/${found.name}`, found.place)
}

/** The day at the beginning of an ISO date or date-time. */
export const isoDay = (text: string, field: string, place: Place): LocalDate => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[TZ+-].*)?$/.exec(text)
  if (parts === null)
    return refuse(text === "" ? "date.missing" : "date.invalid", place, { value: text, field })
  return readDay([Number(parts[1]), Number(parts[2]), Number(parts[3])], text, field, place)
}

/** The code of a status: plain text up to version 6, `Cd` or `Prtry` within from version 7. */
export const codeOf = (element: CamtElement | null): string | null =>
  textAt(element) ?? textAt(element, "Cd") ?? textAt(element, "Prtry")

/** `PMNT/RCDT/DMCT`, else the bank's own code; null when the element has neither. */
export const transactionCode = (element: CamtElement | null): string | null => {
  if (element === null) return null
  const domain = [
    textAt(element, "Domn", "Cd"),
    textAt(element, "Domn", "Fmly", "Cd"),
    textAt(element, "Domn", "Fmly", "SubFmlyCd")
  ].filter((code) => code !== null)
  return domain.length > 0 ? domain.join("/") : textAt(element, "Prtry", "Cd")
}

/** The texts of all children of that name, joined by a blank. */
export const textsAt = (element: CamtElement | null, name: string): string =>
  all(element, name)
    .map((child) => child.text)
    .filter((text) => text !== "")
    .join(" ")
