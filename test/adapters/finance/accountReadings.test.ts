import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { accountLineLayer } from "../../../adapters/postgres/finance/providers/AccountLineSql.ts"
import { sweepAccounts } from "../../../adapters/queue/accountSweep.ts"
import { authenticationNotice } from "../../../domain/finance/banking/model/index.ts"
import { readAccounts } from "../../../domain/finance/banking/usecases/index.ts"
import type { Connection } from "../../../domain/finance/providers/model/index.ts"
import { rotateSecrets, setConnectionState } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { receiveTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { serviceUrl } from "../../support/database.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { bankConnection, bankWorld, SwanServer } from "../../support/swan/bankWorld.ts"
import { elsewhere } from "../../support/swan/swanWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  accountLineLayer.pipe(
    Layer.provideMerge(EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 2 })),
    Layer.merge(bankWorld)
  )
)

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

/** How far off the next reading is, in minutes, and how often nothing came of it. */
const due = ({ id }: Pick<Connection, "id">) =>
  Effect.flatMap(
    EngineSql,
    (sql) => sql`select round(extract(epoch from due_at - now()) / 60)::int as minutes, unread
      from account_reading_due where connection_id = ${id}`
  )

/** As if its time had come; then one round of the sweep. Answers the readings that are open. */
const sweptLater = ({ id }: Pick<Connection, "id">) =>
  Effect.gen(function* () {
    const sql = yield* EngineSql
    yield* sql`update account_reading_due set due_at = now() where connection_id = ${id}`
    yield* sweepAccounts
    return yield* openReadings
  })

const openReadings = Effect.flatMap(JobStore, ({ list }) =>
  list({
    statuses: ["requested", "queued", "running"],
    kind: Option.some("banking.read-accounts"),
    after: Option.none(),
    limit: 20
  })
)

const reading = ({ id }: Pick<Connection, "id">) => readAccounts.run({ connectionId: id }, attempt(1))

const accountsNow = Effect.flatMap(ProviderAccounts, ({ list }) => list(10, Option.none()))

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("accounts read by themselves", (it) => {
  it.effect("money that came in is seen without a notification, asked for once however many rounds", () =>
    Effect.gen(function* () {
      const connection = yield* bankConnection
      assert.deepStrictEqual(yield* due(connection), [{ minutes: 5, unread: 0 }])
      assert.lengthOf(yield* sweptLater(connection), 1)
      assert.lengthOf(yield* sweptLater(connection), 1)
      yield* reading(connection)
      const { url } = yield* SwanServer
      yield* elsewhere(url, connection.clientId, receiveTransferDocument, {
        amount: { value: "12.34", currency: "EUR" },
        creditorIban: (yield* accountsNow).find(({ name }) => name === "Compte principal")?.iban ?? "",
        creditorName: "Nous",
        debtorIban: "FR7630006000011234567890189",
        debtorName: "Client"
      })
      yield* reading(connection)
      const { lines } = yield* BankFeed
      const amounts = (yield* lines({}, 10, Option.none())).map(({ amount }) => amount.minor)
      assert.sameMembers(amounts, [1_000_000n, 1234n])
      assert.deepStrictEqual(yield* due(connection), [{ minutes: 60, unread: 0 }])
    }).pipe(forCompany)
  )

  it.effect(
    "a connection of which nothing comes waits longer and longer, until it answers or is changed",
    () =>
      Effect.gen(function* () {
        const [connection, other] = [yield* bankConnection, yield* bankConnection]
        const waits: Array<unknown> = []
        for (let round = 0; round < 5; round++) {
          yield* sweptLater(connection)
          waits.push(...(yield* due(connection)))
        }
        assert.deepStrictEqual(
          waits,
          [60, 120, 240, 480, 480].map((minutes, index) => ({ minutes, unread: index + 1 }))
        )
        assert.deepStrictEqual(yield* due(other), [{ minutes: 5, unread: 0 }])
        yield* reading(connection)
        assert.deepStrictEqual(yield* due(connection), [{ minutes: 60, unread: 0 }])
        yield* sweptLater(connection)
        yield* rotateSecrets(
          connection.id,
          connection.version,
          Redacted.make({ clientId: Redacted.value(connection.clientId), clientSecret: "secret" })
        )
        assert.deepStrictEqual(yield* due(connection), [{ minutes: 5, unread: 0 }])
      }).pipe(forCompany)
  )

  it.effect("a disabled connection is not read, not even by a job that was asked for before", () =>
    Effect.gen(function* () {
      const connection = yield* bankConnection
      const disabled = yield* setConnectionState(connection.id, connection.version, "disabled")
      assert.deepStrictEqual(yield* due(connection), [])
      assert.deepStrictEqual(yield* reading(connection), { disabled: true })
      assert.lengthOf(yield* accountsNow, 0)
      yield* setConnectionState(connection.id, disabled.version, "enabled")
      assert.deepStrictEqual(yield* due(connection), [{ minutes: 5, unread: 0 }])
    }).pipe(forCompany)
  )

  it.effect(
    "an account that cannot be read keeps no other back, and one that wants authentication says so",
    () =>
      Effect.gen(function* () {
        const connection = yield* bankConnection
        const { faults } = yield* SwanServer
        faults.push({ when: "after", what: { kind: "malformed" }, within: "query Transactions", times: 1 })
        assert.deepInclude(yield* Effect.flip(reading(connection)), { retryable: true })
        assert.deepStrictEqual(
          (yield* accountsNow).map(({ notice }) => notice),
          [null, null]
        )
        faults.push({
          when: "after",
          what: {
            kind: "replace",
            find: '"requiredConsentToFetchNewTransactions":false',
            by: '"requiredConsentToFetchNewTransactions":true'
          },
          within: "query Accounts",
          times: 1
        })
        const said = yield* reading(connection)
        const noticed = (yield* accountsNow).filter(({ notice }) => notice !== null)
        assert.deepStrictEqual(noticed[0]?.notice, authenticationNotice)
        assert.deepNestedInclude(said, {
          "authenticationNeeded[0]": { providerAccountId: noticed[0]?.id, ...authenticationNotice }
        })
        yield* reading(connection)
        assert.isTrue((yield* accountsNow).every(({ notice }) => notice === null))
      }).pipe(forCompany)
  )
})
