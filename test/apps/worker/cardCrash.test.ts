import { assert, layer } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { openRules } from "../../../domain/finance/cards/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { swanSimulator } from "../../../simulators/swan/swanSimulator.ts"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { monthly } from "../../support/cards/cardSeeds.ts"
import { fecWorld } from "../../support/fecWorld.ts"
import { call, Host, testMasterKey } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { openedAddress } from "../../support/providers/notified.ts"
import { cardReferencesOf } from "../../support/swan/cardWorld.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"

/** At which call to Swan each of three orders of a card stands when the worker is killed, and how it must end. */
const deaths = [
  { name: "order-without-effect", when: "before", ends: "refused" },
  { name: "order-without-answer", when: "after", ends: "active" },
  { name: "Abonnements", when: undefined, ends: "active" }
] as const

const faults: ReadonlyArray<Fault> = deaths.flatMap(({ name, when }) =>
  when === undefined ? [] : [{ when, what: { kind: "silence" }, within: name, times: 1 }]
)

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = (scope: TenantScope["Service"]) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = sent_at - interval '1 hour'
        where tenant_id = ${tenantId} and sent_at is not null`
    )
  ).pipe(Effect.provideService(TenantScope, scope))

/** A company with books, connected to a project of its own, and who may hold its cards. */
const company = Effect.gen(function* () {
  const { key, scope } = yield* companyWithBooks
  const rule = {
    eventType: "cards.purchase",
    journal: "BQ",
    controlAccount: "512",
    netAccount: "606",
    side: "credit"
  }
  assert.strictEqual((yield* send("POST", "/v2/accounting/posting-rules", key, rule)).status, 201)
  const clientId = `client-${uuidV7()}`
  const made = yield* send("POST", "/v2/finance/connections", key, {
    provider: "swan",
    environment: "simulation",
    label: "Swan",
    settings: { userId: "user-1" },
    secrets: { clientId, clientSecret: "secret", webhookSecret: "hook", paymentControlSecret: "control" }
  })
  const connectionId = textAt(made.json, "id")
  yield* send("POST", "/v2/banking/sync", key, { connectionId })
  return { key, scope, clientId, connectionId }
})

const holderOf = (key: string) =>
  Effect.map(
    eventually(
      call("GET", "/v2/banking/provider-accounts", { key }),
      ({ json }) => at(json, "items", "length") === 2
    ),
    ({ json }) => textAt(json, "items", 0, "members", 0, "reference")
  )

const ordered = ({ connectionId, key }: Effect.Success<typeof company>, name: string) =>
  Effect.gen(function* () {
    const made = yield* send("POST", "/v2/cards", key, {
      connectionId,
      holderReference: yield* holderOf(key),
      kind: "virtual",
      expiresOn: null,
      consentReturnUrl: "https://app.example.fr/cards",
      name,
      memberId: null,
      analytics: {},
      limits: monthly("100.00"),
      rules: openRules,
      zone: "Europe/Paris",
      receiptsRequired: true,
      blockAfterMissing: null
    })
    assert.strictEqual(made.status, 201, made.text)
    return textAt(made.json, "id")
  })

const cardOf = (key: string, id: string) =>
  Effect.map(call("GET", `/v2/cards/${id}`, { key }), ({ json }) => json)

const pageOf = (url: string, fields: Readonly<Record<string, string>> = {}) =>
  Effect.promise(async () => {
    const posted =
      Object.keys(fields).length === 0 ? {} : { method: "POST", body: new URLSearchParams(fields) }
    return (await fetch(url, posted)).text()
  })

layer(fecWorld, { excludeTestServices: true, timeout: "180 seconds" })("cards with a worker", (it) => {
  it.effect(
    "killed at each step of an order leave one card at Swan at most; what it pays is decided here and posted once",
    () =>
      Effect.gen(function* () {
        const { url: databaseUrl } = yield* JobDatabase
        const { url } = yield* Host
        const simulator = yield* serveSimulator(swanSimulator({ booksAfter: 0 }))
        const settings = { AZALS_MASTER_KEY: testMasterKey, SIMULATION_SWAN_URL: simulator.url }
        const worker = yield* startWorker(databaseUrl, productionWorkerFile, settings)
        const standing = yield* Effect.forEach(deaths, (death) =>
          Effect.map(company, (made) => ({ ...made, ...death }))
        )
        simulator.faults.push(...faults)
        const orders = yield* Effect.forEach(standing, (one) =>
          Effect.map(ordered(one, one.name), (id) => ({ ...one, id }))
        )
        yield* eventually(
          Effect.sync(() => simulator.faults.length),
          (left) => left === 0
        )
        yield* Effect.forEach(orders, ({ clientId, ends, id, key, when }) =>
          when === undefined
            ? eventually(cardOf(key, id), (now) => textAt(now, "state") === "consent_pending")
            : eventually(
                cardReferencesOf(simulator.url, Redacted.make(clientId)),
                (there) => there.length === (ends === "active" ? 1 : 0)
              )
        )
        yield* worker.kill
        yield* Effect.forEach(orders, ({ scope }) => anHourAgo(scope))
        yield* startWorker(databaseUrl, productionWorkerFile, settings)
        yield* Effect.forEach(orders, ({ clientId, ends, id, key, name }) =>
          Effect.gen(function* () {
            const came = yield* eventually(cardOf(key, id), (now) =>
              ["consent_pending", "refused"].includes(textAt(now, "state"))
            )
            if (ends === "active") yield* decideConsent(textAt(came, "consent", "url"), "accept")
            yield* eventually(cardOf(key, id), (now) => textAt(now, "state") === ends)
            const there = yield* cardReferencesOf(simulator.url, Redacted.make(clientId))
            assert.lengthOf(there, ends === "active" ? 1 : 0, name)
          })
        )
        const last = orders.at(-1)
        if (last === undefined) return yield* Effect.die("no order")
        const { connectionId, id, key } = last
        const till = `${simulator.url}/cards/${textAt(yield* cardOf(key, id), "reference")}`
        const { path } = yield* openedAddress(key, connectionId, 0)
        const told = { address: `${url}${path}`, secret: "hook", controlSecret: "control" }
        assert.include(yield* pageOf(till, told), "The service will be told and asked")
        assert.include(yield* pageOf(till, { amount: "12.50", code: "5734" }), "Payment accepted")
        assert.include(yield* pageOf(till, { amount: "99.00", code: "5734" }), "Payment refused")
        const entries = call("GET", "/v2/accounting/entries?account=606", { key })
        yield* eventually(
          Effect.andThen(pageOf(till), entries),
          ({ json }) => at(json, "items", "length") === 1
        )
        const paid = yield* call("GET", `/v2/cards/authorisations?cardId=${id}&state=captured`, { key })
        assert.deepInclude(at(paid.json, "items", 0), { captured: { amount: "12.50", currency: "EUR" } })
      }).pipe(Effect.scoped),
    180_000
  )
})
