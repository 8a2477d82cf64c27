import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { Client } from "pg"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { at, send, textAt } from "../../support/books.ts"
import { activeCard, monthly } from "../../support/cards/cardSeeds.ts"
import { adminUrl } from "../../support/database.ts"
import { call, Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { notifiedConnection } from "../../support/providers/notified.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const secret = "7b0c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"

/** A company with an active card of up to 100.00 a month, and the address at which its issuer asks. */
const companyWithCard = (part: Parameters<typeof activeCard>[1] = {}) =>
  Effect.gen(function* () {
    const { key, scope } = yield* companyWithKey()
    const secrets = {
      clientId: "c",
      clientSecret: "s",
      webhookSecret: "other",
      paymentControlSecret: `${uuidV7()} ${secret}`
    }
    const { connectionId, path } = yield* notifiedConnection(key, "swan", secrets)
    const card = yield* Effect.provideService(activeCard(connectionId, part), TenantScope, scope)
    return { key, card, connectionId, path: `${path}/authorisations` }
  })

/** A question as Swan puts it: amounts are JSON numbers. */
const question = (cardId: string, part: object = {}) => ({
  timeoutAt: "2026-11-23T10:00:01.500Z",
  transactionId: uuidV7(),
  paymentId: uuidV7(),
  cardId,
  expirationDateTime: Date.now() + 864_000_000,
  originalAmountValue: 10.1,
  originalAmountCurrency: "EUR",
  amountValue: 10.1,
  amountCurrency: "EUR",
  merchantId: "M-1",
  merchantCategoryCode: "5943",
  merchantName: "Papeterie",
  merchantCity: "LYON",
  merchantCountry: "FRA",
  transactionCategory: "eCommerceWith3DS",
  authorizationType: "Classic",
  allowsPartialAuthorization: false,
  operationType: "Payment",
  ...part
})

const ask = (path: string, body: object | string, headers: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const response = yield* Effect.promise(() =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-swan": "present",
          "x-swan-secret": secret,
          ...headers
        },
        body: typeof body === "string" ? body : JSON.stringify(body)
      })
    )
    return { status: response.status, text: yield* Effect.promise(() => response.text()) }
  })

const [accepted, refused] = ['{"accepted":true}', '{"accepted":false}']

/** Another session holds the card's row until the scope closes. */
const heldCard = (id: string) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const client = new Client(adminUrl())
      await client.connect()
      await client.query("begin")
      await client.query("select id from azals.card where id = $1 for update", [id])
      return client
    }),
    (client) => Effect.promise(() => client.end())
  )

/** What an issuer asks while the payer waits, over HTTP and without a bearer credential. */
export const authorisationScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: authorisations`,
    (it) => {
      it.effect(
        "a payment within the limits is accepted, kept with its facts, and answered alike again",
        () =>
          Effect.gen(function* () {
            const { card, key, path } = yield* companyWithCard()
            const asked = question(card.reference)
            const answer = yield* ask(path, asked)
            assert.deepStrictEqual([answer.status, answer.text], [200, accepted])
            assert.strictEqual((yield* ask(path, asked)).text, accepted)
            assert.strictEqual(
              (yield* ask(path, question(card.reference, { amountValue: 89.91 }))).text,
              refused
            )
            const part = question(card.reference, { amountValue: 89.91, allowsPartialAuthorization: true })
            const partial = '{"accepted":true,"partialAuthorizationAmountValue":89.90}'
            assert.strictEqual((yield* ask(path, part)).text, partial)
            const check = { amountValue: 0, authorizationType: "DataRequest" }
            assert.strictEqual((yield* ask(path, question(card.reference, check))).text, accepted)
            const { json } = yield* call("GET", `/v2/cards/authorisations?cardId=${card.id}`, { key })
            const kept = [3, 2, 1, 0].map((index) => textAt(json, "items", index, "state"))
            assert.deepStrictEqual(kept, ["held", "declined", "held", "noted"])
            const held = { amount: "10.10", currency: "EUR" }
            assert.deepInclude(at(json, "items", 3), { held, merchantName: "Papeterie", channel: "online" })
            assert.include(textAt(json, "items", 2, "reason", "en"), "89.90 EUR is left")
          })
      )

      it.effect("only who has the secret may ask, and only about cards of that company", () =>
        Effect.gen(function* () {
          const { card, key, path } = yield* companyWithCard()
          const other = yield* companyWithCard()
          const asked = question(card.reference)
          for (const wrong of ["", "other", `${secret}x`]) {
            const { status, text } = yield* ask(path, asked, { "x-swan-secret": wrong })
            assert.strictEqual(status, 401, text)
          }
          assert.strictEqual((yield* ask(path.replace("/swan/", "/nmi/"), asked)).status, 404)
          assert.strictEqual(
            (yield* ask(path.replace(/\/[\w-]{43}\//, `/${"A".repeat(43)}/`), asked)).status,
            404
          )
          assert.strictEqual((yield* ask(path, "{")).status, 422)
          assert.strictEqual((yield* ask(path, "[]")).status, 422)
          assert.strictEqual((yield* ask(path, {})).text, refused)
          assert.strictEqual((yield* ask(other.path, asked)).text, refused)
          const own = yield* call("GET", "/v2/cards/authorisations", { key })
          assert.strictEqual(at(own.json, "items", "length"), 0)
          const theirs = yield* call("GET", "/v2/cards/authorisations", { key: other.key })
          assert.strictEqual(textAt(theirs.json, "items", 0, "declined", "code"), "unknown-card")
          assert.isNull(at(theirs.json, "items", 0, "cardId"))
        })
      )

      it.effect("a secret that was replaced asks no more, from the next question on", () =>
        Effect.gen(function* () {
          const { card, connectionId, key, path } = yield* companyWithCard()
          assert.strictEqual((yield* ask(path, question(card.reference))).text, accepted)
          const secrets = {
            clientId: "c",
            clientSecret: "s",
            webhookSecret: "other",
            paymentControlSecret: "new"
          }
          const route = `/v2/finance/connections/${connectionId}/rotate`
          assert.strictEqual((yield* send("POST", route, key, { secrets }, 1)).status, 200)
          assert.strictEqual((yield* ask(path, question(card.reference))).status, 401)
          const asked = yield* ask(path, question(card.reference), { "x-swan-secret": "new" })
          assert.strictEqual(asked.text, accepted)
        })
      )

      it.effect("thirty at once never pass the limit together; what they left is paid one by one", () =>
        Effect.gen(function* () {
          const { card, key, path } = yield* companyWithCard({ limits: monthly("101.00") })
          const held = Effect.map(call("GET", "/v2/cards/authorisations?state=held", { key }), ({ json }) =>
            at(json, "items", "length")
          )
          yield* inParallel(
            30,
            () => ask(path, question(card.reference)),
            (answers) =>
              Effect.sync(() => assert.isAtMost(answers.filter(({ text }) => text === accepted).length, 10))
          )
          assert.include([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], yield* held)
          for (let count = 0; count < 11; count++) yield* ask(path, question(card.reference))
          assert.strictEqual(yield* held, 10)
        })
      )

      it.effect("a decision that takes too long is the declared refusal, in time", () =>
        Effect.gen(function* () {
          const { card, key, path } = yield* companyWithCard()
          const asked = question(card.reference)
          const started = performance.now()
          const late = yield* Effect.scoped(Effect.andThen(heldCard(card.id), ask(path, asked)))
          assert.strictEqual(late.text, refused)
          assert.isBelow(performance.now() - started, 5_000)
          assert.strictEqual((yield* ask(path, asked)).text, refused)
          const { json } = yield* call("GET", "/v2/cards/authorisations", { key })
          assert.strictEqual(textAt(json, "items", 0, "declined", "code"), "late")
        })
      )
    }
  )
