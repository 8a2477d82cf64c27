import { Option } from "effect"
import { ibanOf } from "../../../../shared/Iban.ts"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { type Counterparty, type LineDetail, noReferences, type ParsedLine } from "../ParsedStatement.ts"
import type { StatementWarning } from "../StatementWarning.ts"
import type { Mt940Field } from "./mt940Fields.ts"
import { mt940Information, type Mt940Information, nonSwiftInformation } from "./mt940Information.ts"
import { mt940Movement, type Mt940Movement } from "./mt940Movement.ts"

/** A movement field with the lines of the information fields that follow it. */
export interface Mt940Entry {
  readonly field: Mt940Field
  readonly information: Array<string>
  readonly nonSwift: Array<string>
}

/**
 * One movement as a line. The label is the purpose (SVWZ+, /REMI/, ?20 to ?29 and ?60 to ?63, else the free text),
 * else the posting text, else the supplementary details. The reference is the customer reference of `:61:`, else
 * KREF+, else EREF+. Lines of an interim report, and expected ones, are pending.
 */
export const mt940Line = (
  entry: Mt940Entry,
  currency: CurrencyCode | null,
  interim: boolean
): { readonly line: ParsedLine; readonly warnings: ReadonlyArray<StatementWarning> } => {
  const movement = mt940Movement(entry.field, currency)
  const information =
    entry.information.length === 0 && entry.nonSwift.length > 0
      ? nonSwiftInformation(entry.nonSwift)
      : mt940Information(entry.information)
  const value = (code: string) => information.values.get(code) ?? null
  return {
    warnings: movement.warnings,
    line: {
      bookingDate: movement.bookingDate,
      valueDate: movement.valueDate,
      minor: movement.minor,
      currency,
      label: information.label || information.postingText || movement.supplementary,
      reference: movement.customer ?? value("KREF") ?? value("EREF"),
      counterparty: counterparty(information, movement.supplementary),
      references: {
        ...noReferences,
        endToEnd: value("EREF"),
        bank: movement.bank,
        customer: movement.customer ?? value("KREF"),
        mandate: value("MREF"),
        creditorId: value("CRED")
      },
      bankCode: movement.type,
      bankId: null,
      status: interim || movement.expected ? "pending" : "booked",
      reversal: movement.reversal,
      details: detailsOf(movement, information),
      line: entry.field.line
    }
  }
}

const detailsOf = (movement: Mt940Movement, information: Mt940Information): ReadonlyArray<LineDetail> =>
  movement.supplementary === ""
    ? information.details
    : [{ code: "61", text: movement.supplementary }, ...information.details]

/** The name and account of the information; some banks put the other side's IBAN in the supplementary details. */
const counterparty = (information: Mt940Information, supplementary: string): Counterparty | null => {
  const account = information.account ?? (Option.isSome(ibanOf(supplementary)) ? supplementary : null)
  if (information.name === null && account === null) return null
  const iban = Option.getOrNull(ibanOf(account ?? ""))
  return { name: information.name, iban, account: iban === null ? account : null }
}
