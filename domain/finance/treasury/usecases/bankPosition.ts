import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { everyRow } from "../../../shared/everyRow.ts"
import { money } from "../../../shared/Money.ts"
import type { BankAccount, ProviderAccount } from "../../banking/model/index.ts"
import type { PositionLine } from "../model/index.ts"

/**
 * The bank accounts, each once: as its institution was last read where it is connected and says a balance, else as its
 * statements say. Closed accounts are left out; those without any balance are named.
 */
export const bankPosition = Effect.gen(function* () {
  const { accounts } = yield* BankFeed
  const { list } = yield* ProviderAccounts
  const provided = (yield* everyRow(list)).filter(({ state }) => state.is !== "closed")
  const lines: Array<PositionLine> = []
  const unknown: Array<{ readonly of: string; readonly label: string }> = []
  for (const account of provided) {
    const line = institutionLine(account)
    if (line !== undefined) lines.push(line)
    else if (account.bankAccountId === null) unknown.push({ of: account.id, label: account.name })
  }
  for (const account of yield* accounts) {
    if (lines.some(({ of }) => of === account.id)) continue
    const line = fileLine(account)
    if (line === undefined) unknown.push({ of: account.id, label: account.label })
    else lines.push(line)
  }
  return { lines, unknown }
})

const institutionLine = ({
  balances,
  bankAccountId,
  id,
  name,
  seenAt
}: ProviderAccount): PositionLine | undefined =>
  balances === null
    ? undefined
    : {
        kind: "bank",
        of: bankAccountId ?? id,
        label: name,
        balance: balances.booked,
        pending: balances.pending,
        seenAt,
        day: null
      }

const fileLine = ({ balance, currency, id, label, pending }: BankAccount): PositionLine | undefined =>
  balance === null
    ? undefined
    : {
        kind: "bank",
        of: id,
        label,
        balance: balance.amount,
        pending: pending.currency === balance.amount.currency ? pending : money(0n, currency),
        seenAt: null,
        day: balance.date
      }
