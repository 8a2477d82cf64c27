import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { at, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import {
  accountAt,
  batchTo,
  swanOver,
  transfersPath,
  transferTo
} from "../../support/swan/transferRequests.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const companyWithAccount = (part: object = {}) =>
  Effect.gen(function* () {
    const company = yield* companyWithKey()
    const connectionId = yield* swanOver(company.key)
    return { ...company, connectionId, account: yield* accountAt(company, connectionId, part) }
  })

const problemOf = ({ json }: { readonly json: unknown }) => textAt(json, "type").replace("/problems/", "")

/** Transfers over HTTP; nothing leaves here: a worker checks and sends. */
export const transferScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `${name}: transfers`,
    (it) => {
      it.effect(
        "a transfer is kept, shown, listed by state and account, and cancelled before it leaves",
        () =>
          Effect.gen(function* () {
            const { account, key } = yield* companyWithAccount()
            const made = yield* send("POST", transfersPath, key, transferTo(account))
            assert.strictEqual(made.status, 201, made.text)
            assert.strictEqual(textAt(made.json, "state"), "checking")
            assert.strictEqual(
              textAt(made.json, "endToEndReference"),
              textAt(made.json, "id").replaceAll("-", "")
            )
            const path = `${transfersPath}/${textAt(made.json, "id")}`
            assert.deepStrictEqual((yield* call("GET", path, { key })).json, made.json)
            for (const [query, count] of [
              [`state=checking&providerAccountId=${account}`, 1],
              ["state=booked", 0],
              [`providerAccountId=${uuidV7()}`, 0]
            ] as const) {
              const listed = yield* call("GET", `${transfersPath}?${query}`, { key })
              assert.strictEqual(at(listed.json, "items", "length"), count, query)
            }
            const late = yield* send("POST", `${path}/cancel`, key, undefined, 2)
            assert.strictEqual(problemOf(late), "version-conflict")
            const early = yield* send("POST", `${path}/confirm-payee`, key, { answer: "no-match" }, 1)
            assert.strictEqual(problemOf(early), "illegal-transition")
            const cancelled = yield* send("POST", `${path}/cancel`, key, undefined, 1)
            assert.strictEqual(cancelled.status, 202, cancelled.text)
            assert.strictEqual(textAt(cancelled.json, "state"), "cancelled")
            const again = yield* send("POST", `${path}/cancel`, key, undefined, 2)
            assert.deepStrictEqual(at(again.json, "facts", "allowed"), [])
          })
      )

      it.effect("the list goes on behind its cursor", () =>
        Effect.gen(function* () {
          const { account, key } = yield* companyWithAccount()
          const ids: Array<string> = []
          for (let count = 0; count < 3; count++) {
            ids.unshift(textAt((yield* send("POST", transfersPath, key, transferTo(account))).json, "id"))
          }
          const first = yield* call("GET", `${transfersPath}?limit=2`, { key })
          const next = yield* call("GET", `${transfersPath}?cursor=${textAt(first.json, "nextCursor")}`, {
            key
          })
          const seen = [
            textAt(first.json, "items", 0, "id"),
            textAt(first.json, "items", 1, "id"),
            textAt(next.json, "items", 0, "id")
          ]
          assert.deepStrictEqual(seen, ids)
        })
      )

      it.effect("the same key and body make one transfer, also from fifty at once", () =>
        Effect.gen(function* () {
          const { account, key } = yield* companyWithAccount()
          const headers = { "idempotency-key": uuidV7() }
          const body = transferTo(account)
          yield* inParallel(
            50,
            () => call("POST", transfersPath, { key, body, headers }),
            (answers) =>
              Effect.sync(() =>
                assert.strictEqual(new Set(answers.map(({ json }) => textAt(json, "id"))).size, 1)
              )
          )
          const listed = yield* call("GET", transfersPath, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 1)
          const other = { ...body, label: "Autre" }
          assert.strictEqual((yield* call("POST", transfersPath, { key, body: other, headers })).status, 422)
        })
      )

      it.effect("what cannot be sent is refused whole, in both languages", () =>
        Effect.gen(function* () {
          const { account, connectionId, key, scope } = yield* companyWithAccount()
          const suspended = yield* accountAt({ key, scope }, connectionId, {
            state: { is: "suspended", word: "Suspended" }
          })
          const asked = [
            [transferTo(suspended), "account-not-open"],
            [
              transferTo(account, { amount: { amount: "1.00", currency: "USD" } }),
              "transfer-currency-differs"
            ],
            [transferTo(account, { executionDate: "2026-01-31" }), "execution-date-not-ahead"],
            [transferTo(uuidV7()), "not-found"]
          ] as const
          for (const [body, expected] of asked) {
            for (const language of ["fr", "en"]) {
              const headers = { "idempotency-key": uuidV7(), "accept-language": language }
              const refused = yield* call("POST", transfersPath, { key, body, headers })
              assert.strictEqual(problemOf(refused), expected, refused.text)
              assert.strictEqual(textAt(refused.json, "language"), language)
            }
          }
          const wrong = [
            { amount: { amount: "0.00", currency: "EUR" } },
            { payee: { name: "Dupont", account: "FR1420041010050500013M02607" } },
            { route: "internal" },
            { speed: "instant", executionDate: "2999-01-31" },
            { consentReturnUrl: "http://erp.example.fr/" },
            { label: "x".repeat(141) },
            { endToEndReference: "é" }
          ]
          for (const part of wrong) {
            const refused = yield* send("POST", transfersPath, key, transferTo(account, part))
            assert.strictEqual(refused.status, 400, refused.text)
          }
          const listed = yield* call("GET", transfersPath, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 0)
        })
      )

      it.effect(
        "a batch is kept under its key, read, listed with its lines and totals, and given up whole",
        () =>
          Effect.gen(function* () {
            const { account, key, scope } = yield* companyWithAccount()
            const batches = "/v2/transfer-batches"
            const body = batchTo(account, [10, 20], { businessKey: "paiements du 23" })
            const made = yield* send("POST", batches, key, body)
            assert.strictEqual(made.status, 201, made.text)
            const id = textAt(made.json, "id")
            assert.strictEqual(textAt(made.json, "total", "amount"), "30.00")
            assert.strictEqual(textAt((yield* send("POST", batches, key, body)).json, "id"), id)
            const other = batchTo(account, [10, 21], { businessKey: "paiements du 23" })
            assert.strictEqual(problemOf(yield* send("POST", batches, key, other)), "batch-key-taken")
            assert.deepStrictEqual((yield* call("GET", `${batches}/${id}`, { key })).json, made.json)
            const lines = yield* call("GET", `${transfersPath}?batchId=${id}`, { key })
            assert.strictEqual(at(lines.json, "items", "length"), 2)
            const twice = { endToEndReference: "F-1" }
            const [line] = batchTo(account, [10]).lines
            for (const wrong of [
              [],
              [
                { ...line, ...twice },
                { ...line, ...twice }
              ],
              Array.from({ length: 501 }, () => line)
            ]) {
              const refused = yield* send("POST", batches, key, batchTo(account, [], { lines: wrong }))
              assert.strictEqual(refused.status, 400, refused.text)
            }
            const most = yield* send(
              "POST",
              batches,
              key,
              batchTo(
                account,
                Array.from({ length: 500 }, () => 1)
              )
            )
            assert.strictEqual(most.status, 201, most.text)
            const late = yield* send("POST", `${batches}/${id}/withdraw`, key, undefined, 7)
            assert.strictEqual(problemOf(late), "version-conflict")
            const gone = yield* send("POST", `${batches}/${id}/withdraw`, key, undefined, 1)
            assert.strictEqual(textAt(gone.json, "state"), "cancelled", gone.text)
            assert.strictEqual(textAt(gone.json, "lines", 0, "state"), "cancelled")
            const again = yield* send("POST", `${batches}/${id}/withdraw`, key, undefined, 2)
            assert.strictEqual(problemOf(again), "illegal-transition")
            const listed = yield* call("GET", `${batches}?state=cancelled&providerAccountId=${account}`, {
              key
            })
            assert.strictEqual(at(listed.json, "items", "length"), 1)
            const auditor = yield* keyFor(scope, "auditor")
            assert.strictEqual((yield* call("GET", batches, { key: auditor })).status, 200)
            assert.strictEqual((yield* send("POST", batches, auditor, body)).status, 403)
          })
      )

      it.effect("a connection that cannot send, or is off, says so", () =>
        Effect.gen(function* () {
          const company = yield* companyWithKey()
          const { key } = company
          const made = yield* send("POST", "/v2/finance/connections", key, {
            provider: "defacto",
            environment: "sandbox",
            label: "Defacto",
            settings: {},
            secrets: { apiKey: "an-example-key" }
          })
          const other = yield* accountAt(company, textAt(made.json, "id"))
          const no = yield* send("POST", transfersPath, key, transferTo(other))
          assert.strictEqual(problemOf(no), "not-supported", no.text)
          const swan = yield* swanOver(key)
          yield* send("POST", `/v2/finance/connections/${swan}/disable`, key, undefined, 1)
          const off = yield* send("POST", transfersPath, key, transferTo(yield* accountAt(company, swan)))
          assert.strictEqual(problemOf(off), "connection-disabled", off.text)
        })
      )

      it.effect("transfers are made by those who may, and read by others", () =>
        Effect.gen(function* () {
          const { account, key, scope } = yield* companyWithAccount()
          yield* send("POST", transfersPath, key, transferTo(account))
          for (const role of ["auditor", "operator"] as const) {
            const other = yield* keyFor(scope, role)
            assert.strictEqual((yield* call("GET", transfersPath, { key: other })).status, 200)
            assert.strictEqual((yield* send("POST", transfersPath, other, transferTo(account))).status, 403)
          }
        })
      )
    }
  )
