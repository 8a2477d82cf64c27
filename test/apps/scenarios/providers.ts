import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const secret = `S3cr3t-${uuidV7()}`

const swan = (part: object = {}) => ({
  provider: "swan",
  environment: "sandbox",
  label: "Compte principal",
  settings: {},
  secrets: { clientId: "client-1", clientSecret: secret },
  ...part
})

/** Providers and connections, over HTTP. */
export const providersScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: finance providers`,
    (it) => {
      it.effect("are described with what they support and what is not known of them", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { json, status, text } = yield* call("GET", "/v2/finance/providers", {
            key,
            headers: { "accept-language": "en" }
          })
          assert.strictEqual(status, 200, text)
          const names = [0, 1, 2, 3].map((index) => textAt(json, index, "name"))
          assert.deepStrictEqual(names, ["swan", "nmi", "defacto", "solaris"])
          assert.include(textAt(json, 1, "startsDisabled"), "French merchant")
          assert.include(text, "Cryptographic signature of notifications: none")
        })
      )

      it.effect("are connected, tested, rotated, disabled and enabled; a secret is never shown", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const made = yield* send("POST", "/v2/finance/connections", key, swan())
          assert.strictEqual(made.status, 201, made.text)
          const path = `/v2/finance/connections/${textAt(made.json, "id")}`
          const rotated = yield* send(
            "POST",
            `${path}/rotate`,
            key,
            { secrets: { clientId: "c2", clientSecret: secret } },
            1
          )
          assert.strictEqual(rotated.status, 200, rotated.text)
          const late = yield* send(
            "POST",
            `${path}/rotate`,
            key,
            { secrets: { clientId: "c3", clientSecret: secret } },
            1
          )
          assert.strictEqual(late.status, 409, late.text)
          const disabled = yield* send("POST", `${path}/disable`, key, undefined, 2)
          assert.strictEqual(textAt(disabled.json, "state"), "disabled")
          const twice = yield* send("POST", `${path}/disable`, key, undefined, 3)
          assert.include(twice.text, "illegal-transition")
          const enabled = yield* send("POST", `${path}/enable`, key, undefined, 3)
          assert.strictEqual(textAt(enabled.json, "state"), "enabled")
          const tested = yield* send("POST", `${path}/test`, key)
          assert.strictEqual(tested.status, 202, tested.text)
          const job = yield* call("GET", `/v2/jobs/${textAt(tested.json, "jobId")}`, { key })
          const [one, all, events] = [
            yield* call("GET", path, { key }),
            yield* call("GET", "/v2/finance/connections", { key }),
            yield* call("GET", "/v2/events", { key, brief: true })
          ]
          assert.include(all.text, '"secretNames":["clientId","clientSecret"]')
          for (const { text } of [
            made,
            rotated,
            late,
            disabled,
            twice,
            enabled,
            tested,
            job,
            one,
            all,
            events
          ]) {
            assert.notInclude(text, secret)
          }
        })
      )

      it.effect("refuse wrong fields by name, and repeat nothing that came", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const wrong = [
            swan({ clientSecret: secret }),
            swan({ secrets: { clientId: "c", clientSecret: 5, [secret.slice(0, 3)]: secret } }),
            swan({ secrets: { clientId: ` ${secret}` } }),
            swan({ settings: { host: secret } }),
            swan({ provider: "nmi", settings: { host: "evil.example" }, secrets: { securityKey: secret } }),
            swan({ provider: "unheard-of" })
          ]
          const answers = yield* Effect.forEach(wrong, (body) =>
            send("POST", "/v2/finance/connections", key, body)
          )
          assert.deepStrictEqual(
            answers.map(({ status }) => status),
            [400, 400, 422, 422, 422, 422]
          )
          assert.include(answers[2]?.text, "secrets.clientSecret")
          assert.include(answers[4]?.text, "settings.host")
          for (const { text } of answers) assert.notInclude(text, secret)
        })
      )

      it.effect("start disabled where nothing shows that the company may use them", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const nmi = swan({ provider: "nmi", secrets: { securityKey: secret } })
          const { json } = yield* send("POST", "/v2/finance/connections", key, nmi)
          assert.strictEqual(textAt(json, "state"), "disabled")
        })
      )

      it.effect("are connected by those who may, and looked at by others", () =>
        Effect.gen(function* () {
          const { scope } = yield* companyWithKey()
          const accountant = yield* keyFor(scope, "accountant")
          assert.strictEqual((yield* call("GET", "/v2/finance/connections", { key: accountant })).status, 200)
          assert.strictEqual((yield* send("POST", "/v2/finance/connections", accountant, swan())).status, 403)
        })
      )

      it.effect("leave no secret in the database", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const made = yield* send("POST", "/v2/finance/connections", key, swan())
          assert.strictEqual(made.status, 201)
          const stored = yield* everyStoredText
          assert.include(stored, textAt(made.json, "id"))
          for (const form of [
            secret,
            Buffer.from(secret).toString("hex"),
            Buffer.from(secret).toString("base64")
          ]) {
            assert.isFalse(stored.includes(form))
          }
        })
      )
    }
  )
