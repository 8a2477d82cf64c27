import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Layer } from "effect"
import { retentionStoreLayer } from "../../../adapters/postgres/platform/RetentionSql.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { cancelProcess } from "../../../domain/platform/processes/usecases/index.ts"
import { readDashboard } from "../../../domain/finance/suite/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Retention } from "../../../ports/platform/Retention.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { at, send, textAt } from "../../support/books.ts"
import { call } from "../../support/hosts.ts"
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

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A payout of the gateway arrives at the bank, and is lettered with the line of the sale on 511. */
const payout = (key: string, amount: string) =>
  Effect.gen(function* () {
    const { json: sales } = yield* call("GET", "/v2/accounting/entries?account=511", { key })
    const entry = yield* send("POST", "/v2/accounting/entries", key, {
      journal: "BQ",
      date: textAt(sales, "items", 0, "date"),
      label: "Versement de la passerelle",
      lines: [
        { account: "512", debit: eur(amount) },
        { account: "511", credit: eur(amount) }
      ]
    })
    assert.strictEqual(entry.status, 201, entry.text)
    const lines = [sales, { items: [entry.json] }].map((json) => ({
      lineId: lineOn511(at(json, "items", 0, "lines")),
      amount: eur(amount)
    }))
    const lettered = yield* send("POST", "/v2/accounting/letterings", key, {
      date: textAt(sales, "items", 0, "date"),
      lines
    })
    assert.strictEqual(lettered.status, 201, lettered.text)
  })

const lineOn511 = (lines: unknown) => {
  for (let index = 0; ; index++) {
    if (textAt(lines, index, "account") === "511") return textAt(lines, index, "id")
  }
}

const alerts = (key: string, query = "") =>
  Effect.map(call("GET", `/v2/suite/alerts${query}`, { key }), ({ json }) => json)

const collected = Effect.gen(function* () {
  const { id: connectionId } = yield* gatewayConnection
  const id = yield* startCollect(collectionOver([connectionId]))
  yield* workAll
  assert.strictEqual((yield* processNow(id)).process.state, "completed")
  return id
})

const endedYearsAgo = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(
    ({ sql, tenantId }) => sql`update azals.process set ended_at = ended_at - interval '11 years'
      where tenant_id = ${tenantId}`
  )
)

const world = Layer.suspend(() => Layer.provideMerge(retentionStoreLayer, suiteWorld))

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("conservation of money", (it) => {
  it.effect("names the sale whose payout never came, and is restored by the payout", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyThatCollects
      yield* Effect.gen(function* () {
        const id = yield* collected
        yield* letTimePass("4 days")
        yield* workProcesses
        assert.strictEqual(at(yield* alerts(key), "items", "length"), 0)
        yield* letTimePass("1 day")
        yield* workProcesses
        const raised = yield* alerts(key, "?open=true")
        assert.deepInclude(at(raised, "items", 0), {
          processId: id,
          account: "511",
          left: eur("12.00"),
          clearedAt: null
        })
        assert.match(textAt(raised, "items", 0, "eventId"), /^payment:/)
        const { after } = yield* EventLog
        const { events } = yield* after({ after: 0, limit: 200, contexts: ["processes"] })
        const told = events.find(({ type }) => type === "processes.conservation.broken")
        assert.strictEqual(told?.entityId, id)
        yield* letTimePass("1 day")
        yield* workProcesses
        assert.strictEqual(at(yield* alerts(key), "items", "length"), 1)
        yield* endedYearsAgo
        const { forgetProcesses } = yield* Retention
        assert.strictEqual(yield* forgetProcesses(Duration.days(3653), 10), 0, "its money is missing")
        yield* payout(key, "12.00")
        yield* letTimePass("1 day")
        yield* workProcesses
        assert.strictEqual(at(yield* alerts(key, "?open=true"), "items", "length"), 0)
        const { history, process } = yield* processNow(id)
        assert.strictEqual(process.nextLookAt, null)
        assert.strictEqual(history.at(-1)?.what, "reviewed")
        assert.strictEqual(yield* forgetProcesses(Duration.days(3653), 10), 1)
        assert.strictEqual(at(yield* alerts(key), "items", "length"), 0)
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("holds for a collection that was voided: its entry and the reversal undo each other", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyThatCollects
      yield* Effect.gen(function* () {
        const { id: connectionId } = yield* gatewayConnection
        const id = yield* startCollect(collectionOver([connectionId]))
        yield* workProcesses
        yield* cancelProcess(id, (yield* processNow(id)).process.version)
        yield* workAll
        assert.strictEqual((yield* processNow(id)).process.state, "compensated")
        yield* letTimePass("6 days")
        yield* workProcesses
        assert.strictEqual(at(yield* alerts(key), "items", "length"), 0)
        assert.strictEqual((yield* processNow(id)).process.nextLookAt, null)
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("is broken by a payout of a part: the alert says what is left", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyThatCollects
      yield* Effect.gen(function* () {
        yield* collected
        yield* payout(key, "10.00")
        yield* letTimePass("6 days")
        yield* workProcesses
        assert.deepInclude(at(yield* alerts(key), "items", 0), { account: "511", left: eur("2.00") })
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )
})

layer(suiteWorld, { excludeTestServices: true, timeout: "60 seconds" })("the dashboard", (it) => {
  it.effect("shows what is open, unknown, failing and stuck, with its money", () =>
    Effect.gen(function* () {
      const { scope } = yield* companyThatCollects
      yield* Effect.gen(function* () {
        const { faults } = yield* SimulatedGateway
        const { id: connectionId, securityKey } = yield* gatewayConnection
        const failing = yield* startCollect(collectionOver([connectionId]))
        yield* workProcesses
        yield* workJobs
        yield* workProcesses
        yield* letTimePass("3 days")
        yield* workProcesses
        const unknown = yield* startCollect(collectionOver([connectionId]))
        yield* workProcesses
        faults.push({ when: "after", what: { kind: "cut" }, within: securityKey, times: 1 })
        yield* workJobs
        yield* workProcesses
        yield* letTimePass("2 days")
        const seen = yield* readDashboard(24)
        assert.deepStrictEqual(
          seen.open.map(({ count, definition, state }) => [definition, state, count]),
          [
            ["suite.collect", "failed", 1],
            ["suite.collect", "waiting", 1]
          ]
        )
        assert.deepStrictEqual(
          seen.failing.map(({ process, step }) => [process.id, step]),
          [[failing, "posted"]]
        )
        assert.strictEqual(seen.stuck.count, 2)
        assert.deepStrictEqual(
          seen.stuck.amounts.map(({ minor }) => minor),
          [2_400n]
        )
        assert.include(
          seen.stuck.processes.map(({ id }) => id),
          unknown
        )
        assert.deepInclude(seen.unknownIntents, { count: 1 })
        assert.deepStrictEqual((yield* readDashboard(72)).stuck.processes, [])
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )
})
