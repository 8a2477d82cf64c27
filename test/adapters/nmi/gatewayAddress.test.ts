import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { nmiDefinition } from "../../../adapters/nmi/definition.ts"
import { gatewayAddress } from "../../../adapters/nmi/gatewayAddress.ts"
import {
  checkFields,
  ConnectionId,
  type Environment,
  failureText
} from "../../../domain/finance/providers/model/index.ts"

const faultsOf = (environment: Environment, host: string) =>
  Result.match(checkFields(nmiDefinition.settings, { host }, "settings", environment), {
    onSuccess: () => [],
    onFailure: ({ faults }) => faults.map(({ expected, field }) => [field, expected])
  })

const addressOf = (environment: Environment, host?: string) =>
  gatewayAddress(
    {
      id: ConnectionId.make(uuidV7()),
      version: 1,
      provider: nmiDefinition.name,
      environment,
      settings: host === undefined ? {} : { host },
      secrets: { securityKey: Redacted.make("key") }
    },
    "http://127.0.0.1:1",
    "payments.sale"
  )

const live = ["secure.nmi.com", "secure.networkmerchants.com", "kicbac.transactiongateway.com"]

const foreign = ["evil.example", "secure.nmi.com.evil.example", "secure.nmi.com:8443", "secure.nmi.com/x", ""]

describe("the host of a gateway", () => {
  it("of a sandbox is one that is known to be a sandbox, and of a live one never is", () => {
    assert.deepStrictEqual(faultsOf("sandbox", "sandbox.nmi.com"), [])
    assert.deepStrictEqual(faultsOf("sandbox", "secure.nmi.com"), [
      ["settings.host", "a sandbox host: sandbox.nmi.com"]
    ])
    for (const host of live) {
      assert.deepStrictEqual(faultsOf("live", host), [])
      assert.lengthOf(faultsOf("sandbox", host), 1)
    }
    for (const host of ["sandbox.nmi.com", "my-sandbox.transactiongateway.com", ...foreign]) {
      assert.lengthOf(faultsOf("live", host), 1)
    }
    for (const host of [...live, "sandbox.nmi.com"]) assert.lengthOf(faultsOf("simulation", host), 1)
  })

  it.effect(
    "that does not fit its environment is not called, by a connection that was made before either",
    () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* addressOf("live"), "https://secure.nmi.com")
        assert.strictEqual(yield* addressOf("sandbox"), "https://sandbox.nmi.com")
        for (const host of live) assert.strictEqual(yield* addressOf("live", host), `https://${host}`)
        for (const host of [...live, ...foreign]) {
          const refused = yield* Effect.flip(addressOf("sandbox", host))
          assert.include(failureText(refused).en, "environment")
          assert.include(failureText(refused).fr, "environnement")
        }
        assert.strictEqual((yield* Effect.flip(addressOf("live", "sandbox.nmi.com")))._tag, "NotSupported")
        assert.strictEqual(yield* addressOf("simulation"), "http://127.0.0.1:1")
      })
  )
})
