import { Effect, Schema } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { Sweeps } from "../../../../ports/finance/Sweeps.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Iban } from "../../../shared/Iban.ts"
import type { NewTransfer } from "../../banking/model/index.ts"
import { createTransfer } from "../../banking/usecases/index.ts"
import { NotProposed, SweepNeedsFile, type SweepOrder } from "../model/index.ts"
import { connectedAccount } from "./connectedAccount.ts"
import { proposeSweeps } from "./proposeSweeps.ts"

/** Orders a proposed transfer, if it still is proposed: once ordered it counts, and nobody can order it again. */
export const orderSweep = Effect.fn("treasury.orderSweep")(function* (order: SweepOrder) {
  const { write } = yield* UnitOfWork
  const { add, holdBounds } = yield* Sweeps
  return yield* write(
    Effect.gen(function* () {
      const { amount, fromBankAccountId, toBankAccountId } = order
      const proposals = yield* proposeSweeps(yield* holdBounds)
      const proposed = proposals
        .flatMap(({ transfers }) => transfers)
        .some(
          (one) =>
            one.fromBankAccountId === fromBankAccountId &&
            one.toBankAccountId === toBankAccountId &&
            one.amount.minor === amount.minor &&
            one.amount.currency === amount.currency
        )
      if (!proposed) return yield* new NotProposed({ fromBankAccountId })
      const transfer = yield* createTransfer(yield* transferOf(order))
      yield* add(transfer.id, { amount, fromBankAccountId, toBankAccountId })
      return transfer
    })
  )
})

const transferOf = Effect.fnUntraced(function* (order: SweepOrder) {
  const { amount, consentReturnUrl, fromBankAccountId, toBankAccountId } = order
  const [giver, taker] = [
    yield* connectedAccount(fromBankAccountId),
    yield* connectedAccount(toBankAccountId)
  ]
  const { iban, label } = yield* Effect.flatMap(BankFeed, ({ account }) => account(toBankAccountId))
  if (giver === undefined) return yield* new SweepNeedsFile({ fromBankAccountId })
  const common = { providerAccountId: giver.id, amount, consentReturnUrl, speed: "regular" } as const
  const name = taker?.holder?.name ?? giver.holder?.name ?? label
  const transfer = { ...common, label: "Virement interne" }
  const number = taker?.connectionId === giver.connectionId ? taker.number : null
  if (number !== null) {
    return { ...transfer, route: "internal", payee: { name, account: number } } satisfies NewTransfer
  }
  const account = iban ?? taker?.iban ?? null
  if (!Schema.is(Iban)(account)) return yield* new SweepNeedsFile({ fromBankAccountId })
  return { ...transfer, route: "sepa", payee: { name, account } } satisfies NewTransfer
})
