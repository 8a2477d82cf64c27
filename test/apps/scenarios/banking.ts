import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import {
  demoStatement as january,
  nextStatement as february,
  previewStatement,
  uploadStatement as upload
} from "../../support/statements.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const firstLine = (key: string) =>
  Effect.map(call("GET", "/v2/banking/lines?limit=1", { key }), ({ json }) => at(json, "items", 0))

/** Bank files and lines over HTTP. */
export const bankingScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `banking on ${name}`,
    (it) => {
      it.effect("imports two months, adds nothing twice, and shows the bank's balance", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const preview = yield* previewStatement(key, january)
          assert.include(preview.json, { added: 26, known: 0 }, preview.text)
          const first = yield* upload(key, january)
          assert.strictEqual(first.status, 201, first.text)
          assert.include(at(first.json, "file"), { added: 26, known: 0, settled: 0 })
          const second = yield* upload(key, february)
          assert.include(at(second.json, "file"), { added: 25, known: 0 })
          assert.deepStrictEqual(at(second.json, "breaks"), [])
          const again = yield* Effect.all([upload(key, january), upload(key, february)], { concurrency: 2 })
          assert.deepStrictEqual(
            again.map(({ json }) => at(json, "file", "added")),
            [0, 0]
          )
          const accounts = yield* call("GET", "/v2/banking/accounts", { key })
          assert.strictEqual(at(accounts.json, "length"), 1)
          assert.strictEqual(at(accounts.json, 0, "balance", "date"), "2026-02-28")
          const kept = yield* call(
            "GET",
            `/v2/banking/statements/${textAt(first.json, "file", "id")}/original`,
            { key }
          )
          assert.strictEqual(kept.text.slice(0, 20), new TextDecoder().decode(january.slice(0, 20)))
        })
      )

      it.effect("imports one file once, also when it comes eight times at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const answers = yield* Effect.all(
            Array.from({ length: 8 }, () => upload(key, january)),
            { concurrency: "unbounded" }
          )
          const added = answers.map(({ json }) => Number(at(json, "file", "added")))
          assert.deepStrictEqual(
            added.toSorted((a, b) => b - a),
            [26, 0, 0, 0, 0, 0, 0, 0]
          )
        })
      )

      it.effect("refuses a damaged file with its place, and stores nothing", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const cut = yield* upload(key, january.slice(0, 1000))
          assert.strictEqual(cut.status, 422, cut.text)
          assert.strictEqual(textAt(cut.json, "type"), "/problems/statement-problem")
          assert.isNumber(at(cut.json, "facts", "line"))
          const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><Document>&b;</Document>'
          assert.strictEqual((yield* upload(key, new TextEncoder().encode(bomb))).status, 422)
          assert.strictEqual((yield* upload(key, new Uint8Array())).status, 422)
          const files = yield* call("GET", "/v2/banking/statements", { key })
          assert.deepStrictEqual(at(files.json, "items"), [])
        })
      )

      it.effect("refuses a body above the limit with 413", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const huge = yield* upload(key, new Uint8Array(34 * 1024 * 1024))
          assert.strictEqual(huge.status, 413)
          assert.strictEqual(textAt(huge.json, "type"), "/problems/payload-too-large")
        })
      )

      it.effect("posts a line against an account, or to 471 and on from there", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          yield* upload(key, february)
          const line = yield* firstLine(key)
          const path = `/v2/banking/lines/${textAt(line, "id")}`
          const unlinked = yield* send("POST", `${path}/suspend`, key, undefined, 1)
          assert.strictEqual(textAt(unlinked.json, "type"), "/problems/bank-account-not-linked")
          const account = textAt(line, "bankAccountId")
          const linked = yield* send(
            "PATCH",
            `/v2/banking/accounts/${account}`,
            key,
            { ledgerAccount: "512", journal: "BQ" },
            1
          )
          assert.strictEqual(linked.status, 200, linked.text)
          const suspended = yield* send("POST", `${path}/suspend`, key, undefined, 1)
          assert.include(suspended.json, { state: "suspense", version: 2 }, suspended.text)
          const open = (of: string) =>
            Effect.map(call("GET", `/v2/accounting/open-lines?account=${of}`, { key }), ({ json }) =>
              at(json, "items", "length")
            )
          assert.strictEqual(yield* open("471"), 1)
          const moves = yield* Effect.all(
            [1, 2].map(() => send("POST", `${path}/post`, key, { account: "627" }, 2)),
            { concurrency: "unbounded" }
          )
          assert.deepStrictEqual(new Set(moves.map(({ status }) => status)), new Set([200, 409]))
          assert.strictEqual(yield* open("471"), 0)
          assert.strictEqual(yield* open("627"), 1)
        })
      )
    }
  )
