import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { sendBytes } from "../../support/statements.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"
import { reportText } from "../../support/treasury/reportText.ts"
import { batchOf, eur, freeItem, settledAccount, treasury } from "../../support/treasury/treasuryRequests.ts"

const step = (key: string, batch: unknown, action: string, body?: unknown) =>
  send(
    "POST",
    `${treasury}/batches/${textAt(batch, "id")}/${action}`,
    key,
    body,
    Number(at(batch, "version"))
  )

const done = (key: string, batch: unknown, action: string, body?: unknown) =>
  Effect.map(step(key, batch, action, body), ({ json, status, text }) => {
    assert.strictEqual(status, 200, text)
    return json
  })

const purchase = {
  journal: "AC",
  date: "2026-11-05",
  label: "Facture F-2026-001",
  documentRef: "F-2026-001",
  lines: [
    { account: "606", debit: eur("250.00") },
    { account: "401", party: { code: "F001", label: "Dupont" }, credit: eur("250.00"), dueDate: "2026-12-05" }
  ]
}

/** Payments in batches over HTTP: prepared, approved by another, sent once, followed by the bank's reports. */
export const treasuryScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `treasury on ${name}`,
    (it) => {
      it.effect(
        "pays a supplier line and a free item, approved by another, and follows the bank's reports",
        () =>
          Effect.gen(function* () {
            const { key, scope } = yield* companyWithBooks
            const approver = yield* keyFor(scope, "accountant")
            const account = yield* settledAccount(key)
            const entry = yield* send("POST", "/v2/accounting/entries", key, purchase)
            const payables = yield* call("GET", `${treasury}/payables?dueUntil=2026-12-05`, { key })
            assert.deepInclude(at(payables.json, "items", 0), { open: eur("250.00"), dueItemId: null })
            const lineId = textAt(payables.json, "items", 0, "lineId")
            const owed = {
              lineId,
              payee: { name: "Dupont", iban: "FR1420041010050500013M02606" },
              reference: "F-1"
            }
            const twice = yield* inParallel(
              2,
              () => send("POST", `${treasury}/due-items`, key, owed),
              () => Effect.void
            )
            assert.sameMembers(
              twice.map(({ status }) => status),
              [201, 409]
            )
            const line = twice.find(({ status }) => status === 201)?.json
            assert.deepInclude(line, { amount: eur("250.00"), dueDate: "2026-12-05", state: "due" })
            const free = yield* freeItem(key, "Loyer", "100.00")

            const prepared = yield* batchOf(key, account, [textAt(line, "id"), free])
            assert.deepInclude(prepared.json, { state: "draft", count: 2, total: eur("350.00") })
            const submitted = yield* done(key, prepared.json, "submit")
            const own = yield* step(key, submitted, "approve")
            assert.deepStrictEqual(
              [own.status, textAt(own.json, "type")],
              [403, "/problems/approved-by-preparer"]
            )
            assert.strictEqual((yield* step(approver, submitted, "file")).status, 409)
            const order = { consentReturnUrl: "https://erp.example.fr/treasury" }
            const early = yield* step(approver, submitted, "transfers", order)
            assert.strictEqual(textAt(early.json, "type"), "/problems/illegal-transition")
            const approved = yield* done(approver, submitted, "approve")
            assert.strictEqual(textAt(approved, "state"), "approved")

            const item = yield* send(
              "PATCH",
              `${treasury}/due-items/${free}`,
              key,
              { payee: { name: "Martin", iban: "FR7630006000011234567890189" } },
              1
            )
            assert.deepInclude(item.json, { state: "selected", version: 2 })
            const path = `${treasury}/batches/${textAt(approved, "id")}`
            const reopened = yield* call("GET", path, { key })
            assert.deepInclude(reopened.json, { state: "draft", digest: null, approvals: [] })
            const again = yield* done(approver, yield* done(key, reopened.json, "submit"), "approve")
            assert.notStrictEqual(textAt(again, "digest"), textAt(approved, "digest"))

            const unconnected = yield* step(approver, again, "transfers", order)
            assert.strictEqual(textAt(unconnected.json, "type"), "/problems/batch-needs-file")
            const sent = yield* inParallel(
              2,
              () => step(approver, again, "file"),
              () => Effect.void
            )
            assert.sameMembers(
              sent.map(({ status }) => status),
              [200, 409]
            )
            const file = yield* call("GET", `${path}/file`, { key })
            assert.include(file.text, "<Nm>Martin</Nm>")
            assert.include(file.text, "<CtrlSum>350.00</CtrlSum>")
            const held = yield* call("GET", path, { key })
            const [first, second] = [0, 1].map((n) =>
              textAt(held.json, "payments", n, "id").replaceAll("-", "")
            )
            const original = textAt(held.json, "id").replaceAll("-", "")
            const report = (messageId: string, group: string, status: string) =>
              sendBytes(
                key,
                new TextEncoder().encode(
                  reportText({
                    messageId,
                    original,
                    group,
                    payments: [{ id: String(second), status, ...(status === "RJCT" ? { code: "AC04" } : {}) }]
                  })
                ),
                `${treasury}/status-reports`
              )
            const told = yield* inParallel(
              3,
              () => report("PSR-1", "ACCP", "RJCT"),
              () => Effect.void
            )
            assert.deepStrictEqual(new Set(told.map(({ json }) => textAt(json, "id"))).size, 1, first)
            assert.deepInclude(told[0]?.json, { applied: 2, known: 0, findings: [] })
            assert.deepInclude((yield* report("PSR-2", "ACSC", "RJCT")).json, { applied: 1, known: 1 })
            const ended = yield* call("GET", path, { key })
            assert.strictEqual(textAt(ended.json, "state"), "ended")
            assert.deepInclude(at(ended.json, "payments", 1), {
              state: "rejected",
              reason: { code: "AC04", text: null }
            })
            const stranger = yield* report("PSR-3", "ACSC", "ACSC").pipe(
              Effect.andThen(
                sendBytes(
                  (yield* companyWithKey()).key,
                  new TextEncoder().encode(reportText({ original, group: "RJCT", payments: [] })),
                  `${treasury}/status-reports`
                )
              )
            )
            assert.strictEqual(stranger.status, 404, stranger.text)
            assert.strictEqual((yield* batchOf(key, account, [textAt(line, "id")])).status, 409)
            assert.strictEqual((yield* batchOf(key, account, [free])).status, 201)
            assert.strictEqual(entry.status, 201)
          })
      )

      it.effect("puts an item in one batch, whoever asks at once, and frees it with the batch", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithBooks
          const account = yield* settledAccount(key)
          const item = yield* freeItem(key, "Une fois")
          const batches = yield* inParallel(
            8,
            () => batchOf(key, account, [item]),
            () => Effect.void
          )
          const made = batches.filter(({ status }) => status === 201)
          assert.strictEqual(made.length, 1)
          assert.deepStrictEqual(
            new Set(batches.filter(({ status }) => status !== 201).map(({ json }) => textAt(json, "type"))),
            new Set(["/problems/due-item-taken"])
          )
          const batch = made[0]?.json
          const refused = yield* send("POST", `${treasury}/due-items/${item}/cancel`, key, undefined, 1)
          assert.strictEqual(refused.status, 409, refused.text)
          const submitted = yield* done(key, batch, "submit")
          const approver = yield* keyFor(scope, "accountant")
          const back = yield* done(approver, submitted, "send-back", { reason: "IBAN à vérifier" })
          assert.deepInclude(back, { state: "draft", sentBack: "IBAN à vérifier" })
          yield* done(key, back, "cancel")
          assert.strictEqual((yield* batchOf(key, account, [item])).status, 201)
        })
      )

      it.effect("refuses what the books have settled meanwhile, and reads their amount again", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const account = yield* settledAccount(key)
          const entry = yield* send("POST", "/v2/accounting/entries", key, purchase)
          const lineId = textAt(entry.json, "lines", 1, "id")
          const owed = {
            lineId,
            payee: { name: "Dupont", iban: "FR1420041010050500013M02606" },
            reference: "F-1"
          }
          const line = yield* send("POST", `${treasury}/due-items`, key, owed)
          const batch = yield* batchOf(key, account, [textAt(line.json, "id")])
          const credit = yield* send("POST", "/v2/accounting/entries", key, {
            ...purchase,
            lines: [
              { account: "401", party: { code: "F001", label: "Dupont" }, debit: eur("50.00") },
              { account: "606", credit: eur("50.00") }
            ]
          })
          const lines = [{ lineId, amount: eur("50.00") }, { lineId: textAt(credit.json, "lines", 0, "id") }]
          const lettered = yield* send("POST", "/v2/accounting/letterings", key, {
            date: "2026-11-06",
            lines
          })
          assert.strictEqual(lettered.status, 201, lettered.text)
          const refused = yield* step(key, batch.json, "submit")
          assert.strictEqual(textAt(refused.json, "type"), "/problems/due-item-settled")
          assert.deepStrictEqual(at(refused.json, "facts", "open"), eur("200.00"))
          const path = `${treasury}/due-items/${textAt(line.json, "id")}`
          assert.strictEqual((yield* send("PATCH", path, key, { amount: eur("1.00") }, 1)).status, 422)
          const changed = yield* send("PATCH", path, key, {}, 1)
          assert.deepInclude(changed.json, { amount: eur("200.00"), state: "selected" })
          const now = yield* call("GET", `${treasury}/batches/${textAt(batch.json, "id")}`, { key })
          assert.deepInclude(yield* done(key, now.json, "submit"), {
            total: eur("200.00"),
            state: "to_approve"
          })
        })
      )
    }
  )
