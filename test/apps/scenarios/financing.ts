import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { solarisSettings } from "../../support/credit/creditRequests.ts"
import { call, type Host } from "../../support/hosts.ts"
import { financedInvoice } from "../../support/providers/financedInvoice.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const connected = (key: string, provider = "defacto") =>
  Effect.map(
    send("POST", "/v2/finance/connections", key, {
      provider,
      environment: "simulation",
      label: "Financeur",
      settings: provider === "solaris" ? solarisSettings : {},
      secrets: provider === "defacto" ? { apiKey: "key-1" } : { clientId: "c", clientSecret: "s" }
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }
  )

/** Invoices and the money on them, over HTTP. */
export const financingScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: invoice financing`,
    (it) => {
      it.effect("presents an invoice once, and keeps it", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = financedInvoice(yield* connected(key), "F-1")
          const made = yield* send("POST", "/v2/financing/invoices", key, body)
          assert.strictEqual(made.status, 201, made.text)
          assert.strictEqual(textAt(made.json, "state"), "presenting")
          const again = yield* send("POST", "/v2/financing/invoices", key, body)
          assert.strictEqual(again.status, 409, again.text)
          assert.strictEqual(textAt(again.json, "facts", "financedInvoiceId"), textAt(made.json, "id"))
          const intents = yield* call("GET", "/v2/finance/intents", { key })
          assert.strictEqual(textAt(intents.json, "items", 0, "kind"), "financing.present-invoice")
          const early = yield* send("POST", "/v2/financing/advances", key, {
            financedInvoiceId: textAt(made.json, "id"),
            borrower: body.seller,
            line: null,
            amount: { amount: "400.00", currency: "EUR" },
            payToIban: "FR1420041010050500013M02606",
            payOn: "2026-02-03",
            repayOn: "2026-03-31"
          })
          const { connectionId: _, document: __, ...said } = body
          const corrected = yield* send(
            "POST",
            `/v2/financing/invoices/${textAt(made.json, "id")}/correct`,
            key,
            said,
            1
          )
          assert.strictEqual(corrected.status, 409, corrected.text)
          assert.strictEqual(textAt(corrected.json, "type"), "/problems/illegal-transition")
          assert.strictEqual(early.status, 409, early.text)
          assert.include(early.text, "presenting")
        })
      )

      it.effect("keeps a draft, says together what it lacks, and presents it once it is whole", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const drafts = "/v2/financing/invoice-drafts"
          const { document, dueOn, ...known } = financedInvoice(yield* connected(key), "F-7")
          const wrong = { ...known, vat: { amount: "81.00", currency: "EUR" } }
          const made = yield* send("POST", drafts, key, wrong)
          assert.strictEqual(made.status, 201, made.text)
          const path = `${drafts}/${textAt(made.json, "id")}`
          const early = yield* send("POST", `${path}/submit`, key, undefined, 1)
          assert.strictEqual(early.status, 422, early.text)
          assert.deepStrictEqual(at(early.json, "facts", "missing"), ["dueOn", "document"])
          assert.deepStrictEqual(at(early.json, "facts", "wrong"), ["sums"])
          const changed = yield* send("PUT", path, key, { ...known, document }, 1)
          assert.strictEqual(changed.status, 200, changed.text)
          yield* send("PUT", path, key, { ...known, dueOn }, 2)
          assert.strictEqual((yield* send("POST", `${path}/submit`, key, undefined, 2)).status, 409)
          const whole = yield* send("POST", `${path}/submit`, key, undefined, 3)
          assert.strictEqual(whole.status, 201, whole.text)
          assert.strictEqual(textAt(whole.json, "state"), "presenting")
          assert.strictEqual((yield* call("GET", path, { key })).status, 404)
        })
      )

      it.effect("refuses in words what cannot be: a document that is no PDF, sums that do not add up", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = financedInvoice(yield* connected(key), "F-1")
          const refused = [
            { ...body, document: "bm90IGEgUERG" },
            { ...body, vat: { amount: "81.00", currency: "EUR" } },
            { ...body, dueOn: "2026-01-30" }
          ]
          for (const wrong of refused) {
            const { status, text } = yield* send("POST", "/v2/financing/invoices", key, wrong)
            assert.strictEqual(status, 400, text)
          }
          const lender = yield* connected(key, "solaris")
          yield* send("POST", `/v2/finance/connections/${lender}/enable`, key, undefined, 1)
          const other = yield* send("POST", "/v2/financing/invoices", key, financedInvoice(lender, "F-2"))
          assert.strictEqual(other.status, 422, other.text)
          assert.strictEqual(textAt(other.json, "type"), "/problems/not-supported")
        })
      )

      it.effect("is looked at by those who may, and asked for by fewer", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const body = financedInvoice(yield* connected(key), "F-1")
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* call("GET", "/v2/financing/invoices", { key: auditor })).status, 200)
          assert.strictEqual((yield* send("POST", "/v2/financing/invoices", auditor, body)).status, 403)
        })
      )
    }
  )
