import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { bankingOf, keepPage } from "../../../domain/finance/banking/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { bookTransferDocument, receiveTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { bankConnection, bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const linesNow = Effect.flatMap(BankFeed, ({ lines }) => lines({}, 100, Option.none()))

const firstAccount = Effect.flatMap(ProviderAccounts, ({ list }) =>
  Effect.flatMap(list(10, Option.none()), (found) => {
    const account = found.find(({ name }) => name === "Compte principal")
    return account === undefined ? Effect.die("no account") : Effect.succeed(account)
  })
)

const pay = (id: ConnectionId) =>
  Effect.gen(function* () {
    const connection = yield* openConnection(id, "sending")
    const banking = yield* bankingOf(connection)
    const { reference } = yield* firstAccount
    const placed = yield* banking.transfer(
      connection,
      {
        accountReference: reference,
        payee: { name: "Dupont", account: "FR7630006000011234567890189" },
        route: "sepa",
        amount: money(5000n, EUR),
        label: "Facture",
        endToEndReference: "F-1",
        speed: "regular",
        executionDate: null,
        payeeCheckToken: null,
        consentReturnUrl: "https://erp.example.fr/"
      },
      IntentId.make(uuidV7())
    )
    yield* decideConsent(placed.consent?.url ?? "", "accept")
    return { banking, connection, reference }
  })

layer(bankWorld, { excludeTestServices: true, timeout: "120 seconds" })("reading a bank", (it) => {
  it.effect("keeps accounts with agreeing balances, and each movement as one line", () =>
    Effect.gen(function* () {
      const { clientId, id } = yield* bankConnection
      const { url } = yield* SwanServer
      yield* sync(id)
      yield* sync(id)
      const account = yield* firstAccount
      assert.isTrue(account.balances?.agree)
      assert.lengthOf(account.mandates, 1)
      assert.lengthOf(yield* linesNow, 1)
      yield* elsewhere(url, clientId, receiveTransferDocument, {
        amount: { value: "12.34", currency: "EUR" },
        creditorIban: account.iban ?? "",
        creditorName: "Nous",
        debtorIban: "FR7630006000011234567890189",
        debtorName: "Client"
      })
      yield* sync(id)
      const found = yield* linesNow
      assert.sameDeepMembers(
        found.map(({ amount, status }) => [amount.minor, status]),
        [
          [1_000_000n, "booked"],
          [1234n, "booked"]
        ]
      )
      const feed = yield* BankFeed
      const [bank] = (yield* feed.accounts).filter(({ iban }) => iban === account.iban)
      assert.strictEqual(bank?.balance?.amount.minor, 1_001_234n)
    }).pipe(forCompany)
  )

  it.effect("makes one line of the pending and the booked one, and a late answer changes nothing", () =>
    Effect.gen(function* () {
      const { clientId, id } = yield* bankConnection
      const { url } = yield* SwanServer
      yield* sync(id)
      const { banking, connection, reference } = yield* pay(id)
      const wanted = {
        accountReference: reference,
        updatedSince: Option.none(),
        after: Option.none(),
        limit: 100
      }
      const pending = (yield* banking.transactions(connection, wanted)).transactions
      yield* sync(id)
      const waiting = (yield* linesNow).find(({ amount }) => amount.minor === -5000n)
      assert.strictEqual(waiting?.status, "pending")
      const transactionId = pending.at(-1)?.reference ?? ""
      yield* elsewhere(url, clientId, bookTransferDocument, { transactionId })
      yield* sync(id)
      yield* keepPage("swan", yield* firstAccount, pending, null)
      yield* keepPage("swan", yield* firstAccount, pending.toReversed(), null)
      const after = (yield* linesNow).filter(({ amount }) => amount.minor === -5000n)
      assert.lengthOf(after, 1)
      assert.deepStrictEqual([after[0]?.id, after[0]?.status], [waiting?.id, "booked"])
    }).pipe(forCompany)
  )

  it.effect("goes on behind the last page that was written, whatever fails in between", () =>
    Effect.gen(function* () {
      const { id } = yield* bankConnection
      const { faults } = yield* SwanServer
      yield* sync(id)
      for (let count = 0; count < 3; count++) yield* pay(id)
      faults.push({ when: "after", what: { kind: "malformed" }, within: "query Transactions", times: 1 })
      const failed = yield* Effect.flip(sync(id))
      assert.deepInclude(failed, { code: "banking.not-read", retryable: true })
      yield* Effect.all([sync(id), sync(id), sync(id)], { concurrency: 3 })
      assert.lengthOf(yield* linesNow, 4)
    }).pipe(forCompany)
  )

  it.effect("keeps a word that it does not know", () =>
    Effect.gen(function* () {
      const { id } = yield* bankConnection
      const { faults } = yield* SwanServer
      faults.push({
        when: "after",
        what: { kind: "replace", find: '"status":"Booked"', by: '"status":"Frozen"' },
        within: "query Transactions",
        times: 1
      })
      yield* sync(id)
      const accounts = yield* ProviderAccounts
      const [transaction] = yield* accounts.transactions((yield* firstAccount).id, 10, Option.none())
      assert.deepStrictEqual(transaction?.state, { is: "other", word: "Frozen" })
      assert.lengthOf(yield* linesNow, 0)
      yield* sync(id)
    }).pipe(forCompany)
  )
})
