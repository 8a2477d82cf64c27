import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { nmiDefinition } from "../../../adapters/nmi/definition.ts"
import { nmiAdapter } from "../../../adapters/nmi/nmiAdapter.ts"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import { elementOf } from "../../../adapters/nmi/queryAnswer.ts"
import { statusIn } from "../../../adapters/nmi/testMode.ts"
import { ConnectionId, type Environment, IntentId } from "../../../domain/finance/providers/model/index.ts"
import { isUnreal } from "../../../domain/finance/payments/usecases/refuseTestMode.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderHttp, type ProviderQuestion } from "../../../ports/platform/ProviderHttp.ts"
import { freshScope } from "../../support/tenants.ts"

/** A gateway whose account is in a mode, and what it was asked. */
const gateway = (mode: string) => {
  const asked: Array<string> = []
  const answer = ({ body, url }: ProviderQuestion) => {
    asked.push(url.split("/").at(-1) ?? "")
    const form = String(Redacted.isRedacted(body?.content) ? Redacted.value(body.content) : body?.content)
    const text = form.includes("test_mode_status")
      ? `<nm_response><test_mode_enabled>${mode}</test_mode_enabled></nm_response>`
      : url.endsWith("query.php")
        ? "<nm_response></nm_response>"
        : "response=1&responsetext=SUCCESS&transactionid=7&response_code=100"
    return Effect.succeed({ status: 200, headers: {}, body: new TextEncoder().encode(text) })
  }
  return { asked, http: ProviderHttp.of({ ask: answer, send: answer }) }
}

const connection = (environment: Environment) => ({
  id: ConnectionId.make(uuidV7()),
  version: 1,
  provider: nmiDefinition.name,
  environment,
  settings: {},
  secrets: { securityKey: Redacted.make("key") }
})

const sale = (environment: Environment, mode: string) =>
  Effect.gen(function* () {
    const { asked, http } = gateway(mode)
    const { payments, probe } = yield* Effect.provideService(nmiAdapter(undefined), ProviderHttp, http)
    if (payments === undefined) return yield* Effect.die("a gateway takes payments")
    const order = {
      amount: money(500n, EUR),
      source: { _tag: "Token", token: "sim-1234567" },
      label: "F-1",
      initiatedBy: "payer",
      initialReference: null,
      billing: null,
      threeDSecure: null
    } as const
    const sold = yield* Effect.result(payments.sale(connection(environment), order, IntentId.make(uuidV7())))
    const took = asked.includes("transact.php")
    return { sold, took, probed: yield* Effect.result(probe(connection(environment))) }
  }).pipe(Effect.provideServiceEffect(TenantScope, freshScope))

const refusalOf = (ended: Result.Result<unknown, { readonly _tag: string }>) =>
  Result.match(ended, {
    onSuccess: () => null,
    onFailure: (failure) => ("code" in failure ? failure.code : failure._tag)
  })

describe("test mode", () => {
  it.effect("of a live account is refused before anything is taken, and by the test of the connection", () =>
    Effect.gen(function* () {
      const { probed, sold, took } = yield* sale("live", "true")
      assert.deepStrictEqual(
        [refusalOf(sold), refusalOf(probed), took],
        ["azals.test-mode", "azals.test-mode", false]
      )
      for (const [environment, mode] of [
        ["live", "false"],
        ["live", ""],
        ["sandbox", "true"]
      ] as const) {
        const fine = yield* sale(environment, mode)
        assert.deepStrictEqual([refusalOf(fine.sold), refusalOf(fine.probed), fine.took], [null, null, true])
      }
    })
  )

  it("is read of an account's report only where it is said", () => {
    const read = (xml: string) => {
      const root = elementOf(`<nm_response>${xml}</nm_response>`)
      return root === undefined ? undefined : statusIn(root)
    }
    assert.strictEqual(read("<test_mode_status>Enabled</test_mode_status>"), "test")
    assert.strictEqual(read("<a><test_mode_enabled>0</test_mode_enabled></a>"), "real")
    assert.strictEqual(read("<other>true</other>"), "unsaid")
  })

  it("of a notification marks its type, and is unreal for a live connection alone", () => {
    const typeOf = (features: unknown) => {
      const body = {
        event_id: "1",
        event_type: "transaction.sale.success",
        event_body: { transaction_id: "7", features }
      }
      const bytes = new TextEncoder().encode(JSON.stringify(body))
      return Result.getOrThrow(nmiNotifications.decode({ headers: {}, body: bytes })).type
    }
    assert.strictEqual(typeOf({ is_test_mode: true }), "transaction.sale.success.test-mode")
    for (const features of [{ is_test_mode: false }, { is_test_mode: "no" }, {}, null, undefined]) {
      assert.strictEqual(typeOf(features), "transaction.sale.success")
    }
    assert.isTrue(isUnreal({ environment: "live" }, typeOf({ is_test_mode: true })))
    assert.isFalse(isUnreal({ environment: "sandbox" }, typeOf({ is_test_mode: true })))
    assert.isFalse(isUnreal({ environment: "live" }, typeOf({ is_test_mode: false })))
  })
})
