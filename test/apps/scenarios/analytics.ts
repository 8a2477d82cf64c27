import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as fc from "fast-check"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { type Books, itemsOf } from "../../support/modelledBooks.ts"
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

const accounts = ["411", "512", "607", "627", "706", "708"] as const

/** An entry of two lines, each of a section or of none, on a day of the year. */
interface Drawn {
  readonly debit: string
  readonly credit: string
  readonly sections: readonly [string | null, string | null]
  readonly cents: number
  readonly day: number
}

const entries: fc.Arbitrary<ReadonlyArray<Drawn>> = fc.array(
  fc.record({
    debit: fc.constantFrom(...accounts),
    credit: fc.constantFrom(...accounts),
    sections: fc.tuple(fc.constantFrom("LYON", "PARIS", null), fc.constantFrom("LYON", "PARIS", null)),
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    day: fc.integer({ min: 0, max: 364 })
  }),
  { minLength: 1, maxLength: 12 }
)

const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)

const postDrawn = (key: string, drawn: ReadonlyArray<Drawn>) =>
  Effect.forEach(drawn, ({ cents, credit, day, debit, sections: [one, other] }) => {
    const amount = eur(`${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`)
    const of = (section: string | null) => (section === null ? {} : { analytics: { SITE: section } })
    return Effect.map(
      send("POST", "/v2/accounting/entries", key, {
        journal: "OD",
        date: dayOf(day),
        label: "Pièce",
        lines: [
          { account: debit, debit: amount, ...of(one) },
          { account: credit, credit: amount, ...of(other) }
        ]
      }),
      ({ status, text }) => assert.strictEqual(status, 201, text)
    )
  })

/** Debit and credit of each account, added up over what a report shows, in cents. */
const sumsByAccount = (items: ReadonlyArray<unknown>) => {
  const sums = new Map<string, readonly [bigint, bigint]>()
  const cents = (item: unknown, side: string) => BigInt(textAt(item, side, "amount").replace(".", ""))
  for (const item of items) {
    const account = textAt(item, "account")
    const [debit, credit] = sums.get(account) ?? [0n, 0n]
    sums.set(account, [debit + cents(item, "debit"), credit + cents(item, "credit")])
  }
  return [...sums]
    .filter(([, [debit, credit]]) => debit + credit > 0n)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

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

      it.effect("always adds up by section to the movements of the trial balance", () =>
        Effect.gen(function* () {
          const run = Effect.runPromiseWith(yield* Effect.context<Books>())
          const day = fc.integer({ min: 0, max: 364 })
          const holds = fc.asyncProperty(entries, day, day, (drawn, one, two) =>
            run(
              Effect.gen(function* () {
                const { key } = yield* companyWithBooks
                const { axisPath } = yield* siteOf(key, [])
                yield* send("POST", `${axisPath}/sections`, key, { code: "PARIS", label: "Paris" })
                yield* postDrawn(key, drawn)
                const [first, last] = [Math.min(one, two), Math.max(one, two)]
                const span = `from=${dayOf(first)}&to=${dayOf(last)}`
                const sections = yield* itemsOf(key, `by-section?axis=SITE&${span}`)
                const balance = yield* itemsOf(key, `trial-balance?${span}`)
                const inSections = new Set(
                  drawn
                    .filter((entry) => entry.day >= first && entry.day <= last)
                    .flatMap(({ credit, debit, sections: [of, other] }) => [
                      ...(of === null ? [] : [debit]),
                      ...(other === null ? [] : [credit])
                    ])
                )
                assert.deepStrictEqual(
                  sumsByAccount(sections.items),
                  sumsByAccount(balance.items).filter(([account]) => inSections.has(account))
                )
              })
            )
          )
          const numRuns = name === "Node" ? 6 : 2
          yield* Effect.promise(() => fc.assert(holds, { numRuns, endOnFailure: true }))
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
