import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { newState, nmiSimulator } from "../../../simulators/nmi/nmiSimulator.ts"
import { send, textAt } from "../../support/books.ts"
import { fecWorld } from "../../support/fecWorld.ts"
import { call, testMasterKey } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { gatewayOver, payments } from "../../support/providers/paymentRequests.ts"
import { companyWithKey } from "../../support/tenants.ts"

const silence = { kind: "silence" } as const

/** Where a sale stands when its worker is killed, what the gateway has by then, and how it must end. */
const deaths: ReadonlyArray<{
  readonly name: string
  readonly faults: ReadonlyArray<Fault>
  readonly until: string
  readonly ends: string
  readonly effects: number
}> = [
  {
    name: "before the request has had an effect",
    faults: [{ when: "before", what: silence, within: "transact", times: 1 }],
    until: "sent",
    ends: "refused",
    effects: 0
  },
  {
    name: "after the effect and before the answer",
    faults: [{ when: "after", what: silence, within: "transact", times: 1 }],
    until: "sent",
    ends: "succeeded",
    effects: 1
  },
  { name: "after the answer was written", faults: [], until: "succeeded", ends: "succeeded", effects: 1 }
]

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = (scope: TenantScope["Service"]) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = sent_at - interval '1 hour'
        where tenant_id = ${tenantId} and sent_at is not null`
    )
  ).pipe(Effect.provideService(TenantScope, scope))

const gateway = Effect.gen(function* () {
  const state = newState()
  return { state, ...(yield* serveSimulator(nmiSimulator(state))) }
})

const intentState = (key: string, intentId: string) =>
  Effect.map(call("GET", `/v2/finance/intents/${intentId}`, { key }), ({ json }) => textAt(json, "state"))

layer(fecWorld, { excludeTestServices: true, timeout: "180 seconds" })("a worker killed at a sale", (it) => {
  it.effect.each(deaths)(
    "$name leaves no double effect, and the sale is settled",
    ({ effects, ends, faults, until }) =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const simulator = yield* gateway
        const settings = { AZALS_MASTER_KEY: testMasterKey, SIMULATION_NMI_URL: simulator.url }
        const { key, scope } = yield* companyWithKey()
        const made = yield* send("POST", payments, key, {
          kind: "sale",
          connectionId: yield* gatewayOver(key),
          amount: { amount: "12.00", currency: "EUR" },
          token: "sim-abcdefgh",
          label: "Facture F-1",
          initiatedBy: "payer"
        })
        assert.strictEqual(made.status, 201, made.text)
        const intentId = textAt(made.json, "operations", 0, "intentId")
        simulator.faults.push(...faults)
        const worker = yield* startWorker(url, productionWorkerFile, settings)
        yield* eventually(
          intentState(key, intentId),
          (state) => state === until && simulator.faults.length === 0
        )
        const taken = Effect.sync(() =>
          [...simulator.state.accounts.values()].reduce((sum, one) => sum + one.transactions.length, 0)
        )
        yield* eventually(taken, (count) => count === effects)
        yield* worker.kill
        yield* anHourAgo(scope)
        yield* startWorker(url, productionWorkerFile, settings)
        yield* eventually(intentState(key, intentId), (state) => state === ends)
        const after = yield* call("GET", `${payments}/${textAt(made.json, "payment", "id")}`, { key })
        assert.strictEqual(textAt(after.json, "payment", "state"), ends === "refused" ? "failed" : "captured")
        assert.strictEqual(yield* taken, effects)
      }).pipe(Effect.scoped),
    180_000
  )
})
