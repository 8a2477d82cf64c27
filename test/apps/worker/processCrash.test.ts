import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { newState, nmiSimulator } from "../../../simulators/nmi/nmiSimulator.ts"
import { at, send, textAt } from "../../support/books.ts"
import { fecWorld } from "../../support/fecWorld.ts"
import { holdTable } from "../../support/holdTable.ts"
import { call, testMasterKey } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { gatewayOver } from "../../support/providers/paymentRequests.ts"
import { collecting, collection, processes } from "../../support/providers/suiteRequests.ts"
import { companyThatCollects } from "../../support/providers/suiteWorld.ts"

const gateway = Effect.gen(function* () {
  const state = newState()
  return { state, ...(yield* serveSimulator(nmiSimulator(state))) }
})

layer(fecWorld, { excludeTestServices: true, timeout: "180 seconds" })("a process", (it) => {
  it.effect(
    "whose worker is killed in the middle of a step is completed by the next one, and takes the money once",
    () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const simulator = yield* gateway
        const settings = { AZALS_MASTER_KEY: testMasterKey, SIMULATION_NMI_URL: simulator.url }
        const { key } = yield* companyThatCollects
        const made = yield* send("POST", collecting, key, collection([yield* gatewayOver(key)]))
        assert.strictEqual(made.status, 201, made.text)
        const path = `${processes}/${textAt(made.json, "process", "id")}`
        const held = yield* Scope.make()
        yield* Scope.provide(holdTable("azals.payment"), held)
        const worker = yield* startWorker(url, productionWorkerFile, settings)
        yield* eventually(
          call("GET", "/v2/jobs?kind=processes.work&status=running", { key }),
          ({ json }) => at(json, "items", "length") === 1
        )
        yield* worker.kill
        const still = yield* call("GET", path, { key })
        assert.strictEqual(textAt(still.json, "process", "state"), "pending")
        yield* Scope.close(held, Exit.void)
        yield* startWorker(url, productionWorkerFile, settings)
        yield* eventually(
          Effect.map(call("GET", path, { key }), ({ json }) => textAt(json, "process", "state")),
          (state) => state === "completed"
        )
        const taken = [...simulator.state.accounts.values()].flatMap(({ transactions }) => transactions)
        assert.strictEqual(taken.length, 1)
        const { json } = yield* call("GET", "/v2/payments", { key })
        assert.strictEqual(at(json, "items", "length"), 1)
      }).pipe(Effect.scoped),
    180_000
  )
})
