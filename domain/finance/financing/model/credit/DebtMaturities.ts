import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { type CurrencyCode, EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { AccountCode } from "../../../accounting/model/index.ts"
import { DebtSums, LoanDebt } from "./debtsByMaturity.ts"

const Check = Schema.Struct({
  accounts: Schema.Array(AccountCode),
  balance: MoneySum.annotate({ description: "Of these accounts at the end of the day, credit above zero" }),
  difference: MoneySum.annotate({ description: "The balance less what the loans say" }),
  agrees: Schema.Boolean
}).annotate({ identifier: "DebtLedgerCheck" })

const eur = (minor: bigint) => money(minor, EUR)

/** What the books say of the loans: the accounts are those to which the posting rules of today send them. */
export const DebtLedger = Schema.Struct({
  principal: Check,
  interest: Check,
  waiting: Schema.Int.annotate({ description: "Movements up to the day that are not in the books" })
}).annotate({
  identifier: "DebtLedger",
  description:
    "The accounts of the principal against `principal`; those of accrued interest against `accruedInterest` and " +
    "`overdueInterest`",
  examples: [
    {
      principal: {
        accounts: [AccountCode.make("164")],
        balance: eur(7_300_000n),
        difference: eur(0n),
        agrees: true
      },
      interest: {
        accounts: [AccountCode.make("168")],
        balance: eur(0n),
        difference: eur(-13_256n),
        agrees: false
      },
      waiting: 0
    }
  ]
})
export type DebtLedger = typeof DebtLedger.Type

/** All loans at the end of a day by when they are to be repaid, and whether the books say the same. */
export const DebtMaturities = Schema.Struct({
  on: LocalDate,
  totals: Schema.Array(DebtSums),
  loans: Schema.Array(LoanDebt),
  ledger: Schema.NullOr(DebtLedger).annotate({
    description:
      "Null where no fiscal year of the books holds the day. Loans in other currencies are not in it"
  })
}).annotate({ identifier: "DebtMaturities" })
export type DebtMaturities = typeof DebtMaturities.Type

/** Whether accounts hold what is owed. */
export const checkDebt = (
  accounts: ReadonlyArray<AccountCode>,
  balance: bigint,
  owed: bigint,
  currency: CurrencyCode
): typeof Check.Type => ({
  accounts,
  balance: money(balance, currency),
  difference: money(balance - owed, currency),
  agrees: balance === owed
})
