import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A sale whose product line is of a section. */
const saleIn = (section: string | undefined, ref: string) => {
  const sale = saleOf("2026-01-31", ref)
  return {
    ...sale,
    lines: sale.lines.map((line) =>
      line.account === "706" && section !== undefined ? { ...line, analytics: { SITE: section } } : line
    )
  }
}

const siteOf = (key: string, requiredFor: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const axis = yield* send("POST", "/v2/accounting/axes", key, {
      code: "SITE",
      label: "Chantier",
      requiredFor
    })
    assert.strictEqual(axis.status, 201, axis.text)
    const axisPath = `/v2/accounting/axes/${textAt(axis.json, "id")}`
    const section = yield* send("POST", `${axisPath}/sections`, key, { code: "LYON", label: "Lyon" })
    assert.strictEqual(section.status, 201, section.text)
    return { axisPath, sectionPath: `/v2/accounting/sections/${textAt(section.json, "id")}` }
  })

/** Axes and sections over HTTP: what posting asks for, and amounts by section. */
export const analyticsScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `analytics on ${name}`,
    (it) => {
      it.effect("asks for sections where an axis is required, and takes only usable ones", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const post = (section: string | undefined, ref: string) =>
            send("POST", "/v2/accounting/entries", key, saleIn(section, ref))
          const before = yield* post(undefined, "F0")
          const { axisPath, sectionPath } = yield* siteOf(key, ["7"])
          const missing = yield* post(undefined, "F1")
          assert.strictEqual(textAt(missing.json, "type"), "/problems/missing-sections")
          assert.deepStrictEqual(at(missing.json, "facts", "missing"), [
            { line: 2, account: "706", axis: "SITE" }
          ])
          assert.strictEqual(textAt((yield* post("NO", "F1")).json, "type"), "/problems/unusable-sections")
          const posted = yield* post("LYON", "F1")
          assert.strictEqual(posted.status, 201, posted.text)
          yield* send("PATCH", sectionPath, key, { active: false }, 1)
          assert.strictEqual(textAt((yield* post("LYON", "F2")).json, "type"), "/problems/unusable-sections")
          for (const { json } of [before, posted]) {
            const undone = yield* send("POST", `/v2/accounting/entries/${textAt(json, "id")}/reverse`, key, {
              date: "2026-02-01",
              label: "Annulation"
            })
            assert.strictEqual(undone.status, 201, undone.text)
          }
          yield* send("PATCH", axisPath, key, { active: false }, 1)
          assert.strictEqual((yield* post(undefined, "F3")).status, 201)
        })
      )

      it.effect("adds up by section to the trial balance, the rest without section, page by page", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          yield* siteOf(key, [])
          for (const section of ["LYON", "LYON", undefined]) {
            yield* send("POST", "/v2/accounting/entries", key, saleIn(section, "F"))
          }
          const path = "/v2/accounting/reports/by-section?axis=SITE&from=2026-01-01&to=2026-12-31&limit=1"
          const first = yield* call("GET", path, { key })
          assert.include(at(first.json, "items", 0), { account: "706", section: "LYON", label: "Lyon" })
          assert.deepStrictEqual(at(first.json, "items", 0, "credit"), eur("200.00"))
          const next = yield* call("GET", `${path}&cursor=${textAt(first.json, "nextCursor")}`, { key })
          assert.include(at(next.json, "items", 0), { section: null, label: "Sans section" })
          assert.deepStrictEqual(at(next.json, "items", 0, "credit"), eur("100.00"))
          assert.strictEqual(at(next.json, "nextCursor"), null)
          const balance = yield* call(
            "GET",
            "/v2/accounting/reports/trial-balance?from=2026-01-01&to=2026-12-31&prefix=706",
            { key }
          )
          assert.include(JSON.stringify(balance.json), '"amount":"300.00"')
          const unknown = yield* call("GET", path.replace("SITE", "NO"), { key })
          assert.strictEqual(unknown.status, 404)
        })
      )
    }
  )
