import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { drawMasterKey } from "../../../adapters/vault/masterKeys.ts"
import { holdsCardNumber } from "../../../domain/shared/CardNumber.ts"
import { send } from "../../support/books.ts"
import { collector, deployed } from "../../support/deployedServer.ts"
import { call, Host } from "../../support/hosts.ts"
import { storedCardNumbers, withoutDrawnDigits } from "../../support/providers/cardNumberScan.ts"
import { gatewayOver, pan, payments, sale, smuggled } from "../../support/providers/paymentRequests.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const masterKey = drawMasterKey("cards")

it.live("a card number stands in no table, log, trace or metric, however it came", () =>
  Effect.gen(function* () {
    const traces = yield* collector
    const service = yield* deployed(traces.url, masterKey)
    const { key, scope } = yield* companyWithKey()
    yield* Effect.gen(function* () {
      const connectionId = yield* gatewayOver(key)
      for (const { body, headers, query = "" } of smuggled(connectionId)) {
        const { status } = yield* call("POST", `${payments}${query}`, {
          key,
          body,
          headers: { "idempotency-key": uuidV7(), ...headers }
        })
        assert.strictEqual(status, 422)
      }
      assert.strictEqual((yield* call("GET", `${payments}/${pan}`, { key })).status, 422)
      assert.strictEqual((yield* send("POST", payments, key, sale(connectionId))).status, 201)
    }).pipe(Effect.provideService(Host, Host.of({ name: "deployed", url: service.url })))
    const metrics = yield* Effect.promise(() => fetch(service.metrics).then((answer) => answer.text()))
    yield* service.stop
    const { found, looked } = yield* storedCardNumbers(scope.tenantId)
    assert.isAbove(looked, 50)
    assert.deepStrictEqual(found, [])
    assert.include(traces.seen(), "payments.take")
    assert.isFalse(holdsCardNumber(withoutDrawnDigits(service.written())), "log")
    assert.isFalse(holdsCardNumber(withoutDrawnDigits(traces.seen())), "traces")
    for (const text of [service.written(), traces.seen(), metrics]) assert.notInclude(text, pan)
  }).pipe(Effect.scoped, Effect.provide(Layer.suspend(() => tenantSqlLayer)))
)
