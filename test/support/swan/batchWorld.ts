import { Effect } from "effect"
import type {
  NewTransferBatch,
  ProviderAccount,
  TransferBatchId
} from "../../../domain/finance/banking/model/index.ts"
import { createTransferBatch, followBatch } from "../../../domain/finance/banking/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TransferBatches } from "../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../ports/finance/Transfers.ts"
import { attempt } from "../providers/intentWorld.ts"
import { decideConsent } from "./swanWorld.ts"
import { check } from "./transferWorld.ts"

type Line = NewTransferBatch["lines"][number]

/** A line that pays a supplier this many euros. */
export const line = (euros: number, part: Partial<Line> = {}): Line => ({
  payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
  route: "sepa",
  amount: money(BigInt(euros) * 100n, EUR),
  label: `Facture de ${euros} euros`,
  speed: "regular",
  ...part
})

/** A batch to make from this account. */
export const batchOf = (
  account: ProviderAccount,
  lines: NewTransferBatch["lines"],
  part: Partial<NewTransferBatch> = {}
): NewTransferBatch => ({
  providerAccountId: account.id,
  consentReturnUrl: "https://erp.example.fr/transfers",
  lines,
  ...part
})

/** The batch as it stands, with its lines in their order. */
export const batchNow = (id: TransferBatchId) =>
  Effect.gen(function* () {
    const batch = yield* Effect.flatMap(TransferBatches, ({ find }) => find(id))
    const held = yield* Effect.flatMap(Transfers, ({ ofBatch }) => ofBatch(id))
    const lines = held.map(({ transfer }) => transfer)
    return { batch, lines, states: lines.map(({ state }) => state) }
  })

/** A batch that was asked for and whose payees were checked. */
export const checkedBatch = (account: ProviderAccount, lines: NewTransferBatch["lines"]) =>
  Effect.gen(function* () {
    const { id } = yield* createTransferBatch(batchOf(account, lines))
    for (const { id: transferId } of (yield* batchNow(id)).lines) yield* check(transferId)
    return yield* batchNow(id)
  })

/** The same, sent: it waits for its consent when nothing went wrong. */
export const sentBatch = (account: ProviderAccount, lines: NewTransferBatch["lines"]) =>
  Effect.gen(function* () {
    const { batch } = yield* checkedBatch(account, lines)
    yield* sendBatch(batch.id)
    return yield* batchNow(batch.id)
  })

/** The same, consented to and read again. */
export const consentedBatch = (account: ProviderAccount, lines: NewTransferBatch["lines"]) =>
  Effect.gen(function* () {
    const { batch } = yield* sentBatch(account, lines)
    yield* decideConsent(batch.consent?.url ?? "", "accept")
    yield* followTheBatch(batch.id)
    return yield* batchNow(batch.id)
  })

const intentOf = (id: TransferBatchId) =>
  Effect.map(batchNow(id), ({ batch }) => IntentId.make(batch.intentId ?? ""))

/** One attempt at sending the order, as a worker makes it. */
export const sendBatch = (id: TransferBatchId) =>
  Effect.flatMap(intentOf(id), (intentId) => performIntent.run({ intentId }, attempt(1)))

export const settleBatch = (id: TransferBatchId) =>
  Effect.flatMap(intentOf(id), (intentId) => settleIntent.run({ intentId }, attempt(1)))

export const followTheBatch = (batchId: TransferBatchId) => followBatch.run({ batchId }, attempt(1))
