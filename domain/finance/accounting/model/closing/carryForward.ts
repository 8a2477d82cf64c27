import type { CurrencyCode } from "../../../../shared/Money.ts"
import { money } from "../../../../shared/Money.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { AccountCode } from "../books/Account.ts"
import type { EntryLine, NewEntry, Party } from "../ledger/Entry.ts"

/** What an account of classes 1 to 5 closes with, one party and currency of it apart; debit positive, never zero. */
export interface CarriedBalance {
  readonly account: AccountCode
  readonly party: typeof Party.Type | null
  readonly balance: bigint
  /** The balance in the lines' own currency, when they share one. */
  readonly foreign: { readonly minor: bigint; readonly currency: CurrencyCode } | null
}

/** Where the result goes until it is appropriated (PCG): 120 a profit, 129 a loss. */
export const resultAccount = (result: bigint): AccountCode => AccountCode.make(result < 0n ? "129" : "120")

/**
 * The entry that opens the next year: every balance again, and the result (a profit positive) that classes 6 and 7
 * show. Undefined when nothing is carried. Classes 6 and 7 get no closing entry: the FEC shows the result by their sums.
 */
export const carryForward = (
  balances: ReadonlyArray<CarriedBalance>,
  result: bigint,
  year: { readonly closes: LocalDate; readonly opens: LocalDate },
  opening: { readonly journal: string; readonly currency: CurrencyCode }
): NewEntry | undefined => {
  const label = `À-nouveaux au ${year.opens}`
  const side = (signed: bigint) => {
    const amount = money(signed < 0n ? -signed : signed, opening.currency)
    return signed > 0n ? { debit: amount } : { credit: amount }
  }
  const carried = balances.map(({ account, balance, foreign, party }): EntryLine => ({
    account,
    ...(party === null ? {} : { party }),
    ...side(balance),
    ...foreignOf(balance, foreign)
  }))
  const profit: ReadonlyArray<EntryLine> =
    result === 0n
      ? []
      : [
          {
            account: resultAccount(result),
            label: `Résultat de l'exercice clos le ${year.closes}`,
            ...side(-result)
          }
        ]
  const lines = [...carried, ...profit]
  return lines.length === 0
    ? undefined
    : {
        journal: opening.journal,
        date: year.opens,
        label,
        documentRef: `AN ${year.opens}`,
        documentDate: year.opens,
        lines
      }
}

/** The pair of currencies is kept where both say the same side. */
const foreignOf = (balance: bigint, foreign: CarriedBalance["foreign"]) => {
  if (foreign === null || foreign.minor === 0n || foreign.minor > 0n !== balance > 0n) return {}
  return { foreign: money(foreign.minor < 0n ? -foreign.minor : foreign.minor, foreign.currency) }
}
