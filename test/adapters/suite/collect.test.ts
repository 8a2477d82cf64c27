import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import { cancelProcess, retryProcess } from "../../../domain/platform/processes/usecases/index.ts"
import { readDashboard, setFallbackOrder } from "../../../domain/finance/suite/usecases/index.ts"
import { performIntent, setConnectionState } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { Processes } from "../../../ports/platform/Processes.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { gatewayConnection, SimulatedGateway } from "../../support/providers/paymentWorld.ts"
import {
  collectionOver,
  companyThatCollects,
  letTimePass,
  processNow,
  startCollect,
  suiteWorld,
  workAll,
  workJobs,
  workProcesses
} from "../../support/providers/suiteWorld.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(companyThatCollects, ({ scope }) => Effect.provideService(test, TenantScope, scope))

const held = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ state }) =>
    accountOf(state, securityKey).transactions.map(({ type }) => type)
  )

const disable = (id: Parameters<typeof setConnectionState>[0]) =>
  Effect.flatMap(ProviderConnections, ({ find }) =>
    Effect.flatMap(find(id), ({ version }) => setConnectionState(id, version, "disabled"))
  )

/** How many secrets of payments and processes the company has; those of its connections stay. */
const sealedTokens = Effect.flatMap(TenantSql, ({ statements }) =>
  Effect.map(
    statements(
      ({ sql, tenantId }) => sql`select 1 from azals.sealed_secret
        where tenant_id = ${tenantId} and name = 'token'`
    ),
    ({ length }) => length
  )
)

const tokensOf = ({ sources }: ReturnType<typeof collectionOver>) => sources.map(({ token = "" }) => token)

layer(suiteWorld, { excludeTestServices: true, timeout: "60 seconds" })("a collection by card", (it) => {
  it.effect("is taken, posted and completed, and its history tells each step", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]))
      yield* workProcesses
      const waiting = yield* processNow(id)
      assert.strictEqual(waiting.process.state, "waiting")
      assert.deepInclude(waiting.waitingFor, { step: "take", for: "outcome", unknown: false })
      yield* workAll
      const { history, process, steps, waitingFor } = yield* processNow(id)
      assert.strictEqual(process.state, "completed")
      assert.strictEqual(waitingFor, null)
      assert.deepStrictEqual(
        steps.map(({ phase }) => phase),
        ["done", "done"]
      )
      assert.deepStrictEqual(
        history.map(({ step, what }) => [step, what]),
        [
          [null, "started"],
          ["take", "begun"],
          ["take", "succeeded"],
          ["posted", "begun"],
          ["posted", "succeeded"],
          [null, "ended"]
        ]
      )
      assert.deepStrictEqual(yield* held(securityKey), ["sale"])
    }).pipe(forCompany)
  )

  it.effect("is started once under its key, also by twenty at once; another content is refused", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const input = collectionOver([connectionId])
      const started = yield* Effect.all(
        Array.from({ length: 20 }, () => startCollect(input, "F-1")),
        { concurrency: 20 }
      )
      assert.strictEqual(new Set(started).size, 1)
      const other = startCollect({ ...input, label: "Facture F-2" }, "F-1")
      assert.strictEqual((yield* Effect.flip(other))._tag, "ProcessDiffers")
      yield* Effect.all([workProcesses, workProcesses, workProcesses], { concurrency: 3 })
      yield* workAll
      assert.deepStrictEqual(yield* held(securityKey), ["sale"])
    }).pipe(forCompany)
  )

  it.effect("that is declined is over, asks no other gateway, and frees its key", () =>
    Effect.gen(function* () {
      const [one, two] = [yield* gatewayConnection, yield* gatewayConnection]
      const id = yield* startCollect(collectionOver([one.id, two.id], { code: "202" }), "F-1")
      yield* workAll
      const { process, steps } = yield* processNow(id)
      assert.strictEqual(process.state, "compensated")
      assert.strictEqual(steps[0]?.fault?.code, "202")
      assert.deepStrictEqual(yield* held(two.securityKey), [])
      assert.strictEqual(yield* sealedTokens, 0)
      assert.notStrictEqual(yield* startCollect(collectionOver([two.id]), "F-1"), id)
    }).pipe(forCompany)
  )

  it.effect("goes to the first healthy connection in the fallback order of the company", () =>
    Effect.gen(function* () {
      const [one, two, three] = [yield* gatewayConnection, yield* gatewayConnection, yield* gatewayConnection]
      yield* setFallbackOrder("payments.sale", 0, [three.id, two.id, one.id])
      yield* disable(three.id)
      yield* startCollect(collectionOver([one.id, two.id, three.id]))
      yield* workAll
      assert.deepStrictEqual(yield* held(two.securityKey), ["sale"])
      const stale = yield* Effect.flip(setFallbackOrder("payments.sale", 0, [one.id]))
      assert.strictEqual(stale._tag, "VersionConflict")
    }).pipe(forCompany)
  )

  it.effect("whose outcome is unknown waits for it and asks no other gateway, however late", () =>
    Effect.gen(function* () {
      const { faults } = yield* SimulatedGateway
      const [one, two] = [yield* gatewayConnection, yield* gatewayConnection]
      const id = yield* startCollect(collectionOver([one.id, two.id]))
      yield* workProcesses
      faults.push({ when: "after", what: { kind: "cut" }, within: one.securityKey, times: 1 })
      yield* workJobs
      yield* workProcesses
      yield* letTimePass("30 days")
      yield* workProcesses
      const { process, waitingFor } = yield* processNow(id)
      assert.strictEqual(process.state, "waiting")
      assert.deepInclude(waitingFor, { step: "take", unknown: true })
      assert.deepStrictEqual(yield* held(two.securityKey), [])
      yield* workAll
      assert.strictEqual((yield* processNow(id)).process.state, "completed")
      assert.deepStrictEqual([yield* held(one.securityKey), yield* held(two.securityKey)], [["sale"], []])
    }).pipe(forCompany)
  )

  it.effect("goes to the next gateway only when the first was surely never asked", () =>
    Effect.gen(function* () {
      const { faults } = yield* SimulatedGateway
      const [one, two] = [yield* gatewayConnection, yield* gatewayConnection]
      const id = yield* startCollect(collectionOver([one.id, two.id]))
      yield* workProcesses
      const { list } = yield* ProviderIntents
      const [intent] = yield* list({ state: Option.some("created"), after: Option.none(), limit: 1 })
      faults.push({
        when: "before",
        what: { kind: "status", status: 429 },
        within: one.securityKey,
        times: 1
      })
      if (intent !== undefined) yield* performIntent.run({ intentId: intent.id }, attempt(60))
      yield* workAll
      const { process, steps } = yield* processNow(id)
      assert.strictEqual(process.state, "completed")
      assert.strictEqual(steps[0]?.attempts, 2)
      assert.deepStrictEqual([yield* held(one.securityKey), yield* held(two.securityKey)], [[], ["sale"]])
    }).pipe(forCompany)
  )

  it.effect("whose work dies of a bug is tried later, not again and again, and is shown", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const { due } = yield* Processes
      const { id: connectionId } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]))
      yield* workProcesses
      yield* statements(
        ({ sql, tenantId }) => sql`update azals.process_step set subject = '{"broken": 1}'
          where tenant_id = ${tenantId} and process_id = ${id} and name = 'take'`
      )
      yield* workJobs
      assert.deepStrictEqual(yield* due(10), [id])
      yield* workProcesses
      assert.deepStrictEqual(yield* due(10), [])
      assert.isTrue((yield* processNow(id)).process.troubled)
      const { failing } = yield* readDashboard(24)
      assert.deepStrictEqual(
        failing.map(({ process }) => process.id),
        [id]
      )
    }).pipe(forCompany)
  )

  it.effect("that is cancelled while it is taken is given back once it is known to be taken", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]))
      yield* workProcesses
      const { version } = (yield* processNow(id)).process
      const cancelled = yield* cancelProcess(id, version)
      assert.deepInclude(cancelled.process, { state: "waiting", cancelling: true })
      yield* workAll
      const { process, steps } = yield* processNow(id)
      assert.strictEqual(process.state, "compensated")
      assert.deepStrictEqual(
        steps.map(({ phase }) => phase),
        ["undone", "pending"]
      )
      const [transaction] = (yield* SimulatedGateway).state.accounts.get(securityKey)?.transactions ?? []
      assert.deepStrictEqual(
        transaction?.actions.map(({ type }) => type),
        ["sale", "void"]
      )
      const again = yield* Effect.flip(cancelProcess(id, process.version))
      assert.strictEqual(again._tag, "IllegalTransition")
    }).pipe(forCompany)
  )

  it.effect("stops for a person when its entry cannot be posted in time, and goes on when retried", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]))
      yield* workProcesses
      yield* workJobs
      yield* workProcesses
      assert.deepInclude((yield* processNow(id)).waitingFor, { step: "posted", for: "event" })
      yield* letTimePass("3 days")
      yield* workProcesses
      const failed = yield* processNow(id)
      assert.strictEqual(failed.process.state, "failed")
      yield* retryProcess(id, failed.process.version)
      yield* workAll
      assert.strictEqual((yield* processNow(id)).process.state, "completed")
    }).pipe(forCompany)
  )

  it.effect("keeps its one-time tokens sealed until one is taken, and then keeps none", () =>
    Effect.gen(function* () {
      const [one, two] = [yield* gatewayConnection, yield* gatewayConnection]
      const input = collectionOver([one.id, two.id])
      yield* startCollect(input)
      for (const work of [Effect.void, workProcesses, workJobs, workAll]) {
        yield* work
        const stored = yield* everyStoredText
        for (const token of tokensOf(input)) assert.notInclude(stored, token)
      }
      assert.deepStrictEqual(yield* held(one.securityKey), ["sale"])
      assert.strictEqual(yield* sealedTokens, 0)
    }).pipe(forCompany)
  )

  it.effect("that is started twice under its key seals its tokens once", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const input = collectionOver([connectionId])
      assert.strictEqual(yield* startCollect(input, "F-1"), yield* startCollect(input, "F-1"))
      assert.strictEqual(yield* sealedTokens, 1)
    }).pipe(forCompany)
  )

  it.effect("whose token is gone is refused, says what to do, and frees its key", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]), "F-1")
      yield* statements(
        ({ sql, tenantId }) => sql`delete from azals.sealed_secret
          where tenant_id = ${tenantId} and name = 'token'`
      )
      yield* workAll
      const { process, steps } = yield* processNow(id)
      assert.strictEqual(process.state, "compensated")
      assert.strictEqual(steps[0]?.fault?.code, "azals.token-gone")
      assert.deepStrictEqual(yield* held(securityKey), [])
      assert.notStrictEqual(yield* startCollect(collectionOver([connectionId]), "F-1"), id)
    }).pipe(forCompany)
  )

  it.effect("that is cancelled before it began keeps no token after its review", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const id = yield* startCollect(collectionOver([connectionId]))
      yield* cancelProcess(id, 1)
      assert.strictEqual(yield* sealedTokens, 1)
      yield* letTimePass("6 days")
      yield* workProcesses
      assert.strictEqual(yield* sealedTokens, 0)
    }).pipe(forCompany)
  )

  it.effect("is not started while the vault is closed, and leaves nothing", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const closed = startCollect(collectionOver([connectionId])).pipe(
        Effect.provide(sealedSecretsLayer(undefined))
      )
      assert.strictEqual((yield* Effect.flip(closed))._tag, "VaultClosed")
      const { list } = yield* Processes
      const all = { state: Option.none(), definition: Option.none(), after: Option.none(), limit: 10 }
      assert.deepStrictEqual(yield* list(all), [])
    }).pipe(forCompany)
  )
})
