import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { type OrderedSweep, Sweeps } from "../../../../ports/finance/Sweeps.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type CurrencyCode, money } from "../../../shared/Money.ts"
import { parisDay } from "../../../shared/ParisDay.ts"
import type { BankAccountId } from "../../banking/model/index.ts"
import {
  type AccountBounds,
  type BoundedAccount,
  type PositionLine,
  proposeTransfers,
  type TransferProposal
} from "../model/index.ts"
import { bankPosition } from "./bankPosition.ts"

/** Says between what an account's balance is to stay. */
export const setBounds = Effect.fn("treasury.setBounds")(function* (
  id: BankAccountId,
  version: number,
  bounds: AccountBounds
) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const sweeps = yield* Sweeps
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* account(id)
      const saved = yield* sweeps.setBounds(id, version, bounds)
      yield* events.publish({ type: "treasury.bounds.set", entityId: id, payload: {} })
      return saved
    })
  )
})

/** What to move between the accounts that have bounds, currency by currency. */
export const proposeSweeps = Effect.fn("treasury.proposals")(function* (
  bounded: ReadonlyArray<BoundedAccount>
) {
  const { ordered } = yield* Sweeps
  const { lines } = yield* bankPosition
  const underway = yield* ordered
  return [...Map.groupBy(bounded, ({ target }) => target.currency)].map(([currency, of]) =>
    proposalOf(currency, of, lines, underway)
  )
})

const proposalOf = (
  currency: CurrencyCode,
  of: ReadonlyArray<BoundedAccount>,
  lines: ReadonlyArray<PositionLine>,
  underway: ReadonlyArray<OrderedSweep>
): TransferProposal => {
  const found = of.map((account) => ({
    account,
    line: lines.find((line) => line.of === account.bankAccountId && line.balance.currency === currency)
  }))
  const known = found.flatMap(({ account, line }) =>
    line === undefined ? [] : [{ account, balance: balanceWith(account.bankAccountId, line, underway) }]
  )
  const { by, impossible, moves } = proposeTransfers(
    known.map(({ account: { bankAccountId, maximum, minimum, target }, balance }) => ({
      bankAccountId,
      balance,
      minimum: minimum.minor,
      target: target.minor,
      maximum: maximum?.minor ?? null
    }))
  )
  return {
    currency,
    accounts: known.map(({ account: { bankAccountId }, balance }) => ({
      bankAccountId,
      balance: money(balance, currency)
    })),
    unknown: found.filter(({ line }) => line === undefined).map(({ account }) => account.bankAccountId),
    transfers: moves.map(({ amount, from, to }) => ({
      fromBankAccountId: from,
      toBankAccountId: to,
      amount: money(amount, currency)
    })),
    impossible: impossible === null ? null : { reason: impossible, by: money(by, currency) }
  }
}

/** Booked and pending, with what was ordered between the accounts and is not in what the bank has told yet. */
const balanceWith = (
  id: BankAccountId,
  { balance, day, pending, seenAt }: PositionLine,
  underway: ReadonlyArray<OrderedSweep>
) => {
  const told = day ?? (seenAt === null ? null : parisDay(seenAt))
  return underway.reduce((sum, { amount, bookedOn, fromBankAccountId, state, toBankAccountId }) => {
    const arrived = bookedOn !== null && told !== null && bookedOn < told
    if (toBankAccountId === id && !arrived) return sum + amount.minor
    const left = state === "pending" || bookedOn !== null
    return fromBankAccountId === id && !left ? sum - amount.minor : sum
  }, balance.minor + pending.minor)
}
