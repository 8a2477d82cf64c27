import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientResponse } from "effect/http"
import { type ClientOptions, makeClient } from "../../adapters/http/client/makeClient.ts"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { AccountCode, AccountId } from "../../domain/finance/accounting/model/index.ts"
import { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../domain/shared/Money.ts"
import { companyWithBooks } from "../support/books.ts"
import { Host, nodeHost } from "../support/hosts.ts"
import { tenantSqlLayer } from "../support/tenants.ts"

const clientOf = (key: string, options: Partial<ClientOptions> = {}) =>
  Effect.flatMap(Host, ({ url }) => makeClient({ baseUrl: url, token: key, ...options }))

/** The network with an overloaded proxy on it: each first attempt is answered with a 503, and the keys are noted. */
const flaky = (keys: Array<string>) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) =>
      HttpClient.transform(client, (sent, request) => {
        keys.push(request.headers["idempotency-key"] ?? "none")
        return keys.length === 1
          ? Effect.succeed(HttpClientResponse.fromWeb(request, new Response(null, { status: 503 })))
          : sent
      })
    )
  ).pipe(Layer.provide(FetchHttpClient.layer))

/** The network on a bad day: the first write arrives and is done, and its answer never comes back. */
const deaf = (keys: Array<string>) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) =>
      HttpClient.transform(client, (sent, request) => {
        keys.push(request.headers["idempotency-key"] ?? "none")
        return keys.length === 1 ? Effect.andThen(sent, Effect.never) : sent
      })
    )
  ).pipe(Layer.provide(FetchHttpClient.layer))

const world = Layer.mergeAll(nodeHost, tenantSqlLayer, FetchHttpClient.layer)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("the typed client", (it) => {
  it.effect("reads and writes in the types of the domain", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyWithBooks
      const client = yield* clientOf(key)
      const tenant = yield* client.tenancy.currentTenant({})
      assert.strictEqual(tenant.id, scope.tenantId)
      const accounts = yield* client.books.accounts({ query: { prefix: "512", limit: 5 } })
      assert.isAtLeast(accounts.items.length, 1)
      const journal = yield* client.books.addJournal({
        headers: {},
        payload: { code: "CA", label: "Caisse", kind: "cash" }
      })
      assert.strictEqual(journal.label, "Caisse")
    })
  )

  it.effect("fails with the domain's own errors", () =>
    Effect.gen(function* () {
      const { key } = yield* companyWithBooks
      const client = yield* clientOf(key)
      const accountId = AccountId.make(uuidV7())
      const unknown = yield* client.books
        .changeAccount({ params: { accountId }, headers: { "if-match": "1" }, payload: { label: "X" } })
        .pipe(Effect.flip)
      assert.instanceOf(unknown, NotFound)
      const stale = yield* client.tenancy
        .changeTenant({ headers: { "if-match": "9" }, payload: { name: "Y" } })
        .pipe(Effect.flip)
      assert.instanceOf(stale, VersionConflict)
    })
  )

  it.effect("repeats a write that met a 503 with the same key, so that it is done once", () =>
    Effect.gen(function* () {
      const { key } = yield* companyWithBooks
      const keys: Array<string> = []
      const client = yield* Effect.provide(clientOf(key), flaky(keys))
      const changed = yield* client.tenancy.changeTenant({
        headers: { "if-match": "1" },
        payload: { name: "Lemaire" }
      })
      assert.strictEqual(changed.version, 2)
      assert.strictEqual(keys.length, 2)
      assert.strictEqual(new Set(keys).size, 1)
      assert.match(keys[0] ?? "", /^[0-9a-f-]{36}$/)
      yield* client.tenancy.changeTenant({ headers: { "if-match": "2" }, payload: { name: "Lemaire SAS" } })
      assert.strictEqual(new Set(keys).size, 2)
    })
  )

  it.effect(
    "repeats a write that timed out with the same key, and gets the first answer: it is done once",
    () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithBooks
        const keys: Array<string> = []
        const client = yield* Effect.provide(clientOf(key, { timeout: "3 seconds" }), deaf(keys))
        const eur = (minor: bigint) => money(minor, EUR)
        const entry = {
          journal: "OD",
          date: LocalDate.make("2026-01-31"),
          label: "Une fois",
          lines: [
            { account: AccountCode.make("627"), debit: eur(500n) },
            { account: AccountCode.make("512"), credit: eur(500n) }
          ]
        }
        const posted = yield* client.ledger.postEntry({ headers: {}, payload: entry })
        assert.strictEqual(posted.number, 1)
        assert.strictEqual(keys.length, 2)
        assert.strictEqual(new Set(keys).size, 1)
        const { items } = yield* client.ledger.entries({ query: {} })
        assert.deepStrictEqual(
          items.map(({ id }) => id),
          [posted.id]
        )
      })
  )

  it.effect("gives up after its retries, and says that it was the time", () =>
    Effect.gen(function* () {
      const { key } = yield* companyWithBooks
      const silent = Layer.succeed(
        HttpClient.HttpClient,
        HttpClient.make(() => Effect.never)
      )
      const client = yield* Effect.provide(clientOf(key, { timeout: "20 millis", retries: 1 }), silent)
      const failure = yield* Effect.flip(client.tenancy.currentTenant({}))
      assert.include(String(failure), "No answer in time")
    })
  )
})
