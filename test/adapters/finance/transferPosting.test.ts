import { assert, layer } from "@effect/vitest"
import { Effect, Option, type Redacted } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import type { TransferId } from "../../../domain/finance/banking/model/index.ts"
import { cancelTransfer, postBankLine } from "../../../domain/finance/banking/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  bookTransferDocument,
  recallIncomingDocument,
  recallTransferDocument,
  returnTransferDocument
} from "../../../simulators/swan/testingDocuments.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { elsewhere } from "../../support/swan/swanWorld.ts"
import {
  bank,
  bankLinesOf,
  linesIn,
  linkBank,
  suppliers,
  transferBooks
} from "../../support/swan/transferBooks.ts"
import {
  companyAtSwan,
  consented,
  follow,
  post,
  transferNow,
  transferWorld
} from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

/** A transfer that the bank has booked, as the worker has read it. */
const booked = Effect.gen(function* () {
  const { account, connection } = yield* companyAtSwan
  const { id, movementReference } = yield* consented(account, { party: { code: "F001", label: "Dupont" } })
  yield* atBank(connection.clientId, bookTransferDocument, movementReference)
  yield* follow(id)
  return { id, connection, movementReference }
})

const atBank = (clientId: Redacted.Redacted, document: string, transactionId: string | null) =>
  Effect.flatMap(SwanServer, ({ url }) =>
    elsewhere(url, clientId, document, {
      transactionId: transactionId ?? "",
      ...reasons[document]
    })
  )

const reasons: Readonly<Record<string, { readonly reasonCode: string }>> = {
  [returnTransferDocument]: { reasonCode: "BeneficiaryAccountClosed" },
  [recallTransferDocument]: { reasonCode: "NotSpecifiedByOriginator" },
  [recallIncomingDocument]: { reasonCode: "NotSpecifiedByOriginator" }
}

/** The movement that brought the account its first money. */
const incomingTo = (connectionId: ConnectionId) =>
  Effect.gen(function* () {
    const { list, transactions } = yield* ProviderAccounts
    const accounts = (yield* list(10, Option.none())).filter((one) => one.connectionId === connectionId)
    const movements = yield* Effect.forEach(accounts, ({ id }) => transactions(id, 10, Option.none()))
    return movements.flat().find(({ direction }) => direction === "in")?.reference ?? null
  })

const entriesOf = (id: TransferId) =>
  Effect.gen(function* () {
    const { entryId, reversalEntryId } = yield* transferNow(id)
    return { paid: yield* linesIn(entryId), back: yield* linesIn(reversalEntryId), entryId, reversalEntryId }
  })

const paid = [
  [suppliers, 120_000n],
  [bank, -120_000n]
]
const back = [
  [suppliers, -120_000n],
  [bank, 120_000n]
]

layer(transferWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "transfers in the books",
  (it) => {
    it.effect("one is posted once with its bank line, and a return is its mirror, once", () =>
      Effect.gen(function* () {
        const { connection, id, movementReference } = yield* booked
        yield* transferBooks()
        yield* linkBank
        yield* post(id)
        yield* post(id)
        yield* sync(connection.id)
        yield* post(id)
        const [line, ...others] = yield* bankLinesOf(-120_000n)
        assert.lengthOf(others, 0)
        const once = yield* entriesOf(id)
        assert.sameDeepMembers(once.paid, paid)
        assert.deepInclude(line, { state: "posted", entryId: once.entryId })
        if (line === undefined) return
        const twice = yield* Effect.flip(postBankLine(line.id, line.version, { account: suppliers }))
        assert.strictEqual(twice._tag, "IllegalTransition")
        yield* atBank(connection.clientId, returnTransferDocument, movementReference)
        yield* sync(connection.id)
        yield* post(id)
        yield* post(id)
        const undone = yield* entriesOf(id)
        assert.sameDeepMembers(undone.back, back)
        const [returned] = yield* bankLinesOf(120_000n)
        assert.deepInclude(returned, { state: "posted", entryId: undone.reversalEntryId })
      }).pipe(forCompany)
    )

    it.effect("one that was returned before it was posted is posted and reversed", () =>
      Effect.gen(function* () {
        const { connection, id, movementReference } = yield* booked
        yield* atBank(connection.clientId, returnTransferDocument, movementReference)
        yield* sync(connection.id)
        yield* transferBooks()
        yield* post(id)
        const both = yield* entriesOf(id)
        assert.sameDeepMembers(both.paid, paid)
        assert.sameDeepMembers(both.back, back)
      }).pipe(forCompany)
    )

    it.effect(
      "a recall cannot be asked for here; one that the bank books is the transfer's, and its mirror",
      () =>
        Effect.gen(function* () {
          const { connection, id, movementReference } = yield* booked
          yield* transferBooks()
          yield* linkBank
          yield* post(id)
          const no = yield* Effect.flip(cancelTransfer(id, (yield* transferNow(id)).version))
          assert.deepInclude(no, { _tag: "NotSupported", capability: "banking.recall-transfer" })
          const received = yield* incomingTo(connection.id)
          yield* atBank(connection.clientId, recallIncomingDocument, received)
          yield* sync(connection.id)
          assert.strictEqual((yield* transferNow(id)).state, "booked")
          assert.lengthOf(yield* bankLinesOf(-1_000_000n), 1)
          yield* atBank(connection.clientId, recallTransferDocument, movementReference)
          yield* sync(connection.id)
          yield* post(id)
          yield* post(id)
          const { reason, returnReference, state } = yield* transferNow(id)
          assert.strictEqual(state, "returned")
          assert.isNotNull(returnReference)
          assert.strictEqual(reason?.code, "RecallAccepted")
          const both = yield* entriesOf(id)
          assert.sameDeepMembers(both.back, back)
          const [line, ...others] = yield* bankLinesOf(120_000n)
          assert.lengthOf(others, 0)
          assert.deepInclude(line, { state: "posted", entryId: both.reversalEntryId })
        }).pipe(forCompany)
    )

    it.effect("a line that a person has posted stands for the transfer", () =>
      Effect.gen(function* () {
        const { id } = yield* booked
        yield* transferBooks()
        yield* linkBank
        const [line] = yield* bankLinesOf(-120_000n)
        if (line === undefined) return yield* Effect.die("no bank line")
        const byHand = yield* postBankLine(line.id, line.version, { account: AccountCode.make("404") })
        yield* post(id)
        assert.strictEqual((yield* entriesOf(id)).entryId, byHand.entryId)
      }).pipe(forCompany)
    )

    it.effect("a line that waits on 471 leaves it for the account of the rule", () =>
      Effect.gen(function* () {
        const { id } = yield* booked
        yield* transferBooks()
        yield* linkBank
        const [line] = yield* bankLinesOf(-120_000n)
        if (line === undefined) return yield* Effect.die("no bank line")
        yield* postBankLine(line.id, line.version, undefined)
        yield* post(id)
        assert.sameDeepMembers((yield* entriesOf(id)).paid, [
          [suppliers, 120_000n],
          [AccountCode.make("471"), -120_000n]
        ])
        assert.strictEqual((yield* bankLinesOf(-120_000n))[0]?.state, "posted")
      }).pipe(forCompany)
    )

    it.effect(
      "without a rule, or with one for another bank account, nothing is posted and a person is told",
      () =>
        Effect.gen(function* () {
          const { id } = yield* booked
          const without = yield* Effect.flip(post(id))
          assert.deepInclude(without, { code: "banking.transfer-not-posted", retryable: true })
          yield* transferBooks(AccountCode.make("511"))
          yield* linkBank
          const elsewherePosted = yield* Effect.flip(post(id))
          assert.include(elsewherePosted.en, "BankAccountNotInEntry")
          assert.deepInclude(yield* entriesOf(id), { entryId: null })
          assert.strictEqual((yield* bankLinesOf(-120_000n))[0]?.state, "open")
        }).pipe(forCompany)
    )
  }
)
