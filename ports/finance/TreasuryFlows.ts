import { Context, type Effect } from "effect"
import type { AccountCode } from "../../domain/finance/accounting/model/index.ts"
import type { Flow } from "../../domain/finance/treasury/model/index.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { CurrencyCode, Money } from "../../domain/shared/Money.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface ForeignItems {
  readonly books: CurrencyCode
  /** `open` below zero where it is owed; a line that is partly lettered counts for its share. */
  readonly items: ReadonlyArray<{
    readonly side: "receivable" | "payable"
    readonly open: Money
    readonly booked: Money
  }>
}

/** What the company's rows say of money beside its accounts: tills, cards, and what is known to come and go. */
export class TreasuryFlows extends Context.Service<
  TreasuryFlows,
  {
    /** The cash accounts (53) of the books, with the day of their last entry. */
    readonly tills: Effect.Effect<
      ReadonlyArray<{
        readonly account: AccountCode
        readonly label: string
        readonly balance: Money
        readonly day: LocalDate
      }>,
      never,
      TenantScope
    >
    /** What is held back for card payments that were approved and not captured, by currency. */
    readonly heldOnCards: Effect.Effect<ReadonlyArray<Money>, never, TenantScope>
    /** Sums by day, kind and currency: all that was due before, up to a day; booked ones whatever their value date. */
    readonly flows: (
      today: LocalDate,
      to: LocalDate
    ) => Effect.Effect<ReadonlyArray<Flow>, never, TenantScope>
    /** Open customer and supplier lines of documents in other currencies than the books', summed by side and currency. */
    readonly foreignItems: (today: LocalDate) => Effect.Effect<ForeignItems, never, TenantScope>
  }
>()("azals/ports/finance/TreasuryFlows") {}
