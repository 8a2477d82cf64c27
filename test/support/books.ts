import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { call } from "./hosts.ts"
import { companyWithKey } from "./tenants.ts"

/** A write with a key of its own; `version` goes into If-Match. */
export const send = (
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  key: string,
  body?: unknown,
  version?: number
) =>
  call(method, path, {
    key,
    body: body ?? {},
    headers: {
      "idempotency-key": uuidV7(),
      ...(version === undefined ? {} : { "if-match": String(version) })
    }
  })

/** A company ready to keep books: the PCG, four journals, the year 2026, VAT at 20 %. */
export const companyWithBooks = Effect.gen(function* () {
  const company = yield* companyWithKey()
  const { key } = company
  yield* send("POST", "/v2/accounting/chart", key)
  for (const [code, label, kind] of [
    ["VE", "Ventes", "sales"],
    ["AC", "Achats", "purchases"],
    ["BQ", "Banque", "bank"],
    ["OD", "Opérations diverses", "general"]
  ]) {
    yield* send("POST", "/v2/accounting/journals", key, { code, label, kind })
  }
  const year = yield* send("POST", "/v2/accounting/fiscal-years", key, {
    starts: "2026-01-01",
    ends: "2026-12-31"
  })
  assert.strictEqual(year.status, 201, year.text)
  yield* send("POST", "/v2/accounting/vat-codes", key, {
    code: "C20",
    label: "TVA collectée 20 %",
    rateBasisPoints: 2000,
    direction: "collected",
    account: "44571"
  })
  return { ...company, year: textAt(year.json, "id") }
})

/** Books of 2026 and 2027 with an opening journal. */
export const twoYears = Effect.gen(function* () {
  const company = yield* companyWithBooks
  const { key } = company
  yield* send("POST", "/v2/accounting/journals", key, { code: "AN", label: "À-nouveaux", kind: "opening" })
  const next = yield* send("POST", "/v2/accounting/fiscal-years", key, {
    starts: "2027-01-01",
    ends: "2027-12-31"
  })
  assert.strictEqual(next.status, 201, next.text)
  return { ...company, nextYear: textAt(next.json, "id") }
})

/** Locks every month of a year. */
export const lockedYear = (key: string, year: string, state = "soft_locked") =>
  Effect.gen(function* () {
    const { json } = yield* call("GET", `/v2/accounting/fiscal-years/${year}/periods`, { key })
    for (let month = 0; month < 12; month++) {
      const path = `/v2/accounting/periods/${textAt(json, month, "id")}`
      const moved = yield* send("PATCH", path, key, { state }, Number(at(json, month, "version")))
      assert.strictEqual(moved.status, 200, moved.text)
    }
  })

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A sale of 100.00 and its VAT. */
export const saleOf = (date: string, ref: string) => ({
  journal: "VE",
  date,
  label: `Facture ${ref}`,
  documentRef: ref,
  documentDate: date,
  lines: [
    { account: "411", party: { code: "C001", label: "Dupont" }, debit: eur("120.00"), dueDate: date },
    { account: "706", credit: eur("100.00") },
    { account: "44571", credit: eur("20.00"), vatCode: "C20" }
  ]
})

/** The value at a path of an answer; a test fails here when it is not there. */
export const at = (json: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce((value: unknown, part) => {
    if (typeof value !== "object" || value === null || !(part in value)) assert.fail(`no ${path.join(".")}`)
    return Reflect.get(value, part)
  }, json)

/** The list at a path of an answer. */
export const listAt = (json: unknown, ...path: ReadonlyArray<string | number>): ReadonlyArray<unknown> => {
  const found = at(json, ...path)
  return Array.isArray(found) ? found : assert.fail(`no list at ${path.join(".")}`)
}

/** The same, as the text that goes into an address. */
export const textAt = (json: unknown, ...path: ReadonlyArray<string | number>): string =>
  String(at(json, ...path))
