import { assert, layer } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { cancelTransfer } from "../../../domain/finance/banking/usecases/index.ts"
import type { PaymentBatchContent, PaymentBatchId } from "../../../domain/finance/treasury/model/index.ts"
import {
  followPaymentBatch,
  makePaymentFile,
  orderBatch,
  setTreasuryAccount,
  stateOutcomes
} from "../../../domain/finance/treasury/usecases/index.ts"
import { addDays } from "../../../domain/shared/LocalDate.ts"
import { today } from "../../../domain/shared/ParisDay.ts"
import { DueItems } from "../../../ports/finance/DueItems.ts"
import { PaymentBatches } from "../../../ports/finance/PaymentBatches.ts"
import { TreasuryFlows } from "../../../ports/finance/TreasuryFlows.ts"
import { bookTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { batchNow, followTheBatch, sendBatch } from "../../support/swan/batchWorld.ts"
import { SwanServer } from "../../support/swan/bankWorld.ts"
import { paymentsAt } from "../../support/swan/paymentsAt.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import { check, companyAtSwan, transferWorld } from "../../support/swan/transferWorld.ts"
import { forCompany } from "../../support/tenants.ts"
import { approvedBatch, owed } from "../../support/treasury/approvedBatch.ts"

const order = { consentReturnUrl: "https://erp.example.fr/treasury" }

const now = (id: PaymentBatchId) => Effect.flatMap(PaymentBatches, ({ find }) => find(id))

const followed = (paymentBatchId: PaymentBatchId) =>
  Effect.andThen(followPaymentBatch.run({ paymentBatchId }, attempt(1)), now(paymentBatchId))

const statesOf = ({ payments, state }: PaymentBatchContent) => [
  state,
  ...payments.map((payment) => payment.state)
]

/** A company with an approved batch of two items of its account at Swan. */
const approved = () =>
  Effect.gen(function* () {
    const swan = yield* companyAtSwan
    const { bankAccountId } = swan.account
    if (bankAccountId === null) return yield* Effect.die("the account has no lines")
    const items = (yield* Effect.forEach([100, 101], (euros) => owed(euros))).map(({ id }) => id)
    const batch = yield* approvedBatch(bankAccountId, items)
    return { ...swan, bankAccountId, batch, items }
  })

/** The transfers of an ordered batch, checked and sent. */
const sent = (id: PaymentBatchId) =>
  Effect.gen(function* () {
    const { transferBatchId } = yield* now(id)
    if (transferBatchId === null) return yield* Effect.die("the batch was not ordered")
    for (const line of (yield* batchNow(transferBatchId)).lines) yield* check(line.id)
    yield* sendBatch(transferBatchId)
    return yield* batchNow(transferBatchId)
  })

layer(transferWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "batches of payments that an institution carries out",
  (it) => {
    it.effect("one consent stands for them, and each payment ends as its transfer does", () =>
      Effect.gen(function* () {
        const { batch, connection, items } = yield* approved()
        const { url } = yield* SwanServer
        const ordered = yield* orderBatch(batch.id, batch.version, order)
        assert.deepStrictEqual(statesOf(ordered), ["sent", "sent", "sent"])
        const { batch: transfers } = yield* sent(batch.id)
        assert.deepStrictEqual(statesOf(yield* followed(batch.id)), ["sent", "sent", "sent"])
        yield* decideConsent(transfers.consent?.url ?? "", "accept")
        yield* followTheBatch(transfers.id)
        assert.deepStrictEqual(statesOf(yield* followed(batch.id)), ["sent", "accepted", "accepted"])
        const { lines } = yield* batchNow(transfers.id)
        assert.sameMembers(
          lines.map(({ id }) => id),
          (yield* now(batch.id)).payments.flatMap(({ transferId }) => transferId ?? [])
        )
        for (const { movementReference } of lines) {
          yield* elsewhere(url, connection.clientId, bookTransferDocument, {
            transactionId: movementReference ?? ""
          })
        }
        yield* followTheBatch(transfers.id)
        yield* Effect.all([followed(batch.id), followed(batch.id)], { concurrency: 2 })
        assert.deepStrictEqual(statesOf(yield* followed(batch.id)), ["ended", "executed", "executed"])
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
        const { find } = yield* DueItems
        assert.deepStrictEqual(
          (yield* Effect.forEach(items, find)).map(({ state }) => state),
          ["executed", "executed"]
        )
      }).pipe(forCompany)
    )

    it.effect("is ordered or sent by file, once, whoever asks at once", () =>
      Effect.gen(function* () {
        const { bankAccountId, batch } = yield* approved()
        yield* setTreasuryAccount(bankAccountId, 0, {
          debtorName: "Menuiserie Lemaire",
          bic: null,
          transferFormat: "pain.001.001.09",
          batchBooking: true,
          cutOff: "11:30"
        })
        const tries = yield* Effect.all(
          [0, 1, 2, 3].map((at) =>
            at % 2 === 0
              ? Effect.map(Effect.exit(orderBatch(batch.id, batch.version, order)), Exit.isSuccess)
              : Effect.map(Effect.exit(makePaymentFile(batch.id, batch.version)), Exit.isSuccess)
          ),
          { concurrency: 4 }
        )
        assert.strictEqual(tries.filter((won) => won).length, 1)
        const { file, transferBatchId, version } = yield* now(batch.id)
        assert.strictEqual((file === null) === (transferBatchId === null), false)
        const ordered = yield* Effect.flip(orderBatch(batch.id, version, order))
        const filed = yield* Effect.flip(makePaymentFile(batch.id, version))
        assert.deepStrictEqual([ordered._tag, filed._tag], ["IllegalTransition", "IllegalTransition"])
      }).pipe(forCompany)
    )

    it.effect("what is refused or cancelled can be chosen again, and nobody states what the bank tells", () =>
      Effect.gen(function* () {
        const { batch, items } = yield* approved()
        yield* orderBatch(batch.id, batch.version, order)
        const { batch: transfers } = yield* sent(batch.id)
        const held = yield* now(batch.id)
        const [payment] = held.payments
        if (payment === undefined) return yield* Effect.die("no payment")
        const stated = { outcomes: [{ batchPaymentId: payment.id, state: "rejected" }] } as const
        assert.strictEqual(
          (yield* Effect.flip(stateOutcomes(batch.id, held.version, stated)))._tag,
          "BatchFollowed"
        )
        yield* decideConsent(transfers.consent?.url ?? "", "refuse")
        yield* followTheBatch(transfers.id)
        assert.deepStrictEqual(statesOf(yield* followed(batch.id)), ["ended", "rejected", "rejected"])
        const other = yield* approvedBatch(batch.bankAccountId, items)
        const ordered = yield* orderBatch(other.id, other.version, order)
        assert.notStrictEqual(ordered.transferBatchId, transfers.id)
        const { lines } = yield* batchNow(ordered.transferBatchId ?? transfers.id)
        for (const { id, version } of lines) yield* cancelTransfer(id, version)
        const { payments } = yield* followed(other.id)
        assert.deepStrictEqual(
          payments.map(({ reason, state }) => [state, reason?.text]),
          payments.map(() => ["rejected", "Virement annulé"])
        )
      }).pipe(forCompany)
    )

    it.effect("a day ahead is the transfers' day; the ladder counts each payment once", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { bankAccountId } = account
        if (bankAccountId === null) return yield* Effect.die("the account has no lines")
        const day = yield* today
        const { flows } = yield* TreasuryFlows
        const sumTo = (to: typeof day) =>
          Effect.map(flows(day, to), (all) => all.map(({ kind, minor }) => [kind, minor]))
        const item = yield* owed(70, { dueDate: addDays(day, 10) })
        assert.deepStrictEqual(yield* sumTo(addDays(day, 30)), [["due", -7_000n]])
        const batch = yield* approvedBatch(bankAccountId, [item.id], addDays(day, 5))
        assert.deepStrictEqual(yield* sumTo(addDays(day, 30)), [["batch", -7_000n]])
        const ordered = yield* orderBatch(batch.id, batch.version, order)
        assert.strictEqual(ordered.executionDate, addDays(day, 5))
        assert.deepStrictEqual(yield* sumTo(addDays(day, 30)), [["transfer", -7_000n]])
        assert.deepStrictEqual(yield* sumTo(addDays(day, 4)), [])
        assert.deepStrictEqual(yield* sumTo(addDays(day, 5)), [["transfer", -7_000n]])
      }).pipe(forCompany)
    )

    it.effect("an account that no connected institution holds pays by file", () =>
      Effect.gen(function* () {
        const { account, batch } = yield* approved()
        const { statements } = yield* TenantSql
        yield* statements(
          ({ sql, tenantId }) => sql`update azals.provider_account set bank_account_id = null
            where tenant_id = ${tenantId} and id = ${account.id}`
        )
        assert.deepInclude(yield* Effect.flip(orderBatch(batch.id, batch.version, order)), {
          _tag: "BatchNeedsFile",
          reason: "not-connected"
        })
        assert.deepStrictEqual(statesOf(yield* now(batch.id)), ["approved", "approved", "approved"])
      }).pipe(forCompany)
    )
  }
)
