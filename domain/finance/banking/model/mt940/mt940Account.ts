import { isKnownCurrency } from "../../../../shared/Currency.ts"
import { CurrencyCode } from "../../../../shared/Money.ts"
import { accountOfText, type StatementAccount, unknownAccount } from "../StatementAccount.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import type { Mt940Field } from "./mt940Fields.ts"

interface FoundAccount {
  readonly account: StatementAccount
  /** The currency some banks write after the number. */
  readonly suffix: CurrencyCode | null
  readonly warnings: ReadonlyArray<StatementWarning>
}

/** The account of `:25:`: an IBAN, a RIB, `bank/number`, with or without a currency behind. */
export const mt940Account = (field: Mt940Field | null): FoundAccount => {
  const text = field?.lines[0]?.trim() ?? ""
  if (field === null || text === "") return { account: unknownAccount, suffix: null, warnings: [] }
  const code = text.slice(-3)
  const suffix = /[\d ]$/.test(text.slice(0, -3)) && isKnownCurrency(code) ? CurrencyCode.make(code) : null
  const whole = accountOfText(text)
  const behind = accountOfText(text.slice(text.lastIndexOf("/") + 1))
  const account = whole.iban === null && behind.iban !== null ? behind : whole
  const invalid = account.iban === null && /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)
  return {
    account,
    suffix,
    warnings: invalid ? [warning("account.iban-invalid", field.line, { value: text })] : []
  }
}
