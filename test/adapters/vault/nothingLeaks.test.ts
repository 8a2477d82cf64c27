import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { drawMasterKey } from "../../../adapters/vault/masterKeys.ts"
import { send, textAt } from "../../support/books.ts"
import { collector, deployed } from "../../support/deployedServer.ts"
import { call, Host } from "../../support/hosts.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const masterKey = drawMasterKey("leaks")
const secret = "Pl41n-s3cret-of-a-connection"

it.live("a secret stands in no log, trace, metric, answer or table, sealed or refused", () =>
  Effect.gen(function* () {
    const traces = yield* collector
    const service = yield* deployed(traces.url, masterKey)
    const { key } = yield* companyWithKey()
    const connection = {
      provider: "swan",
      environment: "sandbox",
      label: "Compte",
      settings: {},
      secrets: { clientId: "client", clientSecret: secret }
    }
    const shownOnce: Array<string> = []
    const texts = yield* Effect.gen(function* () {
      const webhook = { address: "https://hooks.example.fr/in", description: "", topics: ["tenancy"] }
      const first = yield* send("POST", "/v2/webhooks", key, webhook)
      const path = `/v2/webhooks/${textAt(first.json, "webhook", "id")}/rotate`
      const second = yield* send("POST", path, key, { overlapSeconds: 60 }, 1)
      shownOnce.push(textAt(first.json, "secret"), textAt(second.json, "secret"))
      const made = yield* send("POST", "/v2/finance/connections", key, connection)
      assert.strictEqual(made.status, 201, made.text)
      const rotate = `/v2/finance/connections/${textAt(made.json, "id")}/rotate`
      return [
        made.text,
        (yield* send("POST", rotate, key, { secrets: connection.secrets }, 1)).text,
        (yield* send("POST", rotate, key, { secrets: { [secret]: secret } }, 2)).text,
        (yield* send("POST", rotate, key, { secrets: secret }, 2)).text,
        (yield* send("POST", "/v2/finance/connections", key, { ...connection, clientSecret: secret })).text,
        (yield* send("POST", "/v2/finance/connections", key, { ...connection, environment: "moon" })).text,
        (yield* call("GET", "/v2/audit", { key })).text,
        yield* Effect.promise(() => fetch(service.metrics).then((answer) => answer.text()))
      ]
    }).pipe(Effect.provideService(Host, Host.of({ name: "deployed", url: service.url })))
    yield* service.stop
    const stored = yield* everyStoredText
    assert.include(traces.seen(), "providers.connect")
    assert.include(stored, "sealed_secret")
    const [, master = ""] = masterKey.split(":")
    const places = {
      written: service.written(),
      traced: traces.seen(),
      stored,
      answered: texts.filter((_, index) => index !== 2).join("\n")
    }
    for (const one of shownOnce) {
      const bare = one.replace("whsec_", "")
      for (const [place, text] of Object.entries(places)) {
        assert.isFalse(text.includes(bare), place)
        assert.isFalse(text.includes(Buffer.from(bare).toString("hex")), place)
      }
    }
    for (const [place, text] of Object.entries(places)) {
      assert.isFalse(text.includes(secret), place)
      assert.isFalse(text.includes(Buffer.from(secret).toString("hex")), place)
      assert.isFalse(text.includes(Buffer.from(secret).toString("base64")), place)
      assert.isFalse(text.includes(master), place)
      assert.isFalse(text.includes(Buffer.from(master, "base64").toString("hex")), place)
    }
  }).pipe(Effect.scoped, Effect.provide(Layer.suspend(() => tenantSqlLayer)))
)
