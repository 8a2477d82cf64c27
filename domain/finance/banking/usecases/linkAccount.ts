import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { CurrencyCode } from "../../../shared/Money.ts"
import { Schema } from "effect"
import { accountOfText, type ParsedStatement, type ProviderAccount } from "../model/index.ts"

/**
 * Links an institution's account to the bank account of the same IBAN, made where it is new. Without an IBAN: by its number.
 * The institution feeds it from now on, unless files do.
 */
export const linkAccount = Effect.fnUntraced(function* (account: ProviderAccount) {
  if (account.bankAccountId !== null || !Schema.is(CurrencyCode)(account.currency)) return account
  const { declareFeed, holdAccounts } = yield* BankFeed
  const { link } = yield* ProviderAccounts
  const [bankAccountId] = (yield* holdAccounts([emptyStatement(account, account.currency)])).values()
  if (bankAccountId === undefined) return account
  yield* link(account.id, bankAccountId)
  yield* declareFeed([bankAccountId], "institution")
  return { ...account, bankAccountId }
})

const emptyStatement = (
  { iban, reference }: ProviderAccount,
  currency: ParsedStatement["currency"]
): ParsedStatement => ({
  account: accountOfText(iban ?? reference),
  currency,
  statementId: null,
  sequence: null,
  opening: null,
  closing: null,
  otherBalances: [],
  lines: [],
  warnings: []
})
