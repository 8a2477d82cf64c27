import type { CurrencyCode } from "../../../../shared/Money.ts"
import { fullYear, readAmount, readCurrency, readDay } from "../amounts.ts"
import type { Balance } from "../ParsedStatement.ts"
import { refuse } from "../StatementProblem.ts"
import type { Mt940Field } from "./mt940Fields.ts"

/** A balance field: D or C, YYMMDD, currency (the statement's when a bank leaves it out), amount with a comma. */
export const mt940Balance = (field: Mt940Field, currency: CurrencyCode | null): Balance => {
  const text = (field.lines[0] ?? "").trim()
  const place = { line: field.line, column: field.tag.length + 3 }
  const parts = /^([CD])(\d\d)(\d\d)(\d\d)([A-Z]{3})?(\d{0,30}[,.]?\d{0,30})$/.exec(text)
  if (parts === null) return refuse("mt940.field-malformed", place, { field: field.tag, value: text })
  const [, mark, year, month, day, code, amount = ""] = parts
  const own = code === undefined ? currency : readCurrency(code, place)
  const minor = readAmount(amount.replace(",", "."), own, `:${field.tag}:`, place)
  return {
    date: readDay(
      [fullYear(Number(year)), Number(month), Number(day)],
      text.slice(1, 7),
      `:${field.tag}:`,
      place
    ),
    minor: mark === "D" ? -minor : minor,
    currency: own
  }
}
