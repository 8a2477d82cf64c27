import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { fecOf, foreignFec, upload } from "../../support/fecFiles.ts"
import { fecWorld, productionWorker, runToEnd } from "../../support/fecWorld.ts"
import { call } from "../../support/hosts.ts"
import { companyWithKey } from "../../support/tenants.ts"

const world = Layer.provideMerge(productionWorker, fecWorld)

const committed = Effect.fnUntraced(function* (key: string, content: string) {
  const { json } = yield* upload(key, content)
  const path = `/v2/accounting/fec-imports/${textAt(json, "id")}`
  const job = yield* runToEnd("POST", `${path}/commit`, key, undefined, 1)
  return { path, job }
})

const yearOf = (key: string) =>
  Effect.map(call("GET", "/v2/accounting/fiscal-years", { key }), ({ json }) => textAt(json, 0, "id"))

/** The lines of the company's export, each as its zones. */
const exported = Effect.fnUntraced(function* (key: string) {
  const year = yield* yearOf(key)
  const options = { charset: "UTF-8", separator: "tab" }
  const job = yield* runToEnd("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, options)
  assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
  const { text } = yield* call("GET", `/v2/files/${textAt(job, "result", "fileId")}/content`, { key })
  return {
    text,
    rows: text
      .replace(/\r\n$/, "")
      .split("\r\n")
      .slice(1)
      .map((line) => line.split("\t"))
  }
})

const cents = (text: string | undefined) => BigInt((text ?? "0").replace(",", "") || "0")

/** Debit and credit of each account. */
const balances = (rows: ReadonlyArray<ReadonlyArray<string>>) => {
  const sums = new Map<string, readonly [bigint, bigint]>()
  for (const row of rows) {
    const [debit, credit] = sums.get(row[4] ?? "") ?? [0n, 0n]
    sums.set(row[4] ?? "", [debit + cents(row[11]), credit + cents(row[12])])
  }
  return new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const withoutValidation = (rows: ReadonlyArray<ReadonlyArray<string>>) =>
  rows.map((row) => row.toSpliced(15, 1).join("|"))

const withSiren = Effect.gen(function* () {
  const company = yield* companyWithKey()
  yield* send("PATCH", "/v2/tenant", company.key, { siren: "732829320" }, 1)
  return company
})

layer(world, { excludeTestServices: true, timeout: "180 seconds" })("FEC import", (it) => {
  it.effect("brings every cent of every account, the lettering and the references", () =>
    Effect.gen(function* () {
      const { key } = yield* withSiren
      const { job, path } = yield* committed(key, foreignFec)
      assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
      assert.deepInclude(at(job, "result"), { entries: 3, letterings: 1, unlettered: 0 })
      const done = yield* call("GET", path, { key })
      assert.deepInclude(done.json, { state: "committed", posted: 3 })
      const entry = yield* call("GET", "/v2/accounting/entries?journal=VT", { key })
      assert.match(textAt(entry.json, "items", 0, "sourceEvent"), /^fec:[0-9a-f-]{36}:VT:7:2$/)
      const { rows } = yield* exported(key)
      const source = foreignFec
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t"))
      assert.deepStrictEqual(balances(rows), balances(source))
      assert.deepStrictEqual(
        rows.map((row) => [row[0], row[3], row[4], row[8], row[11], row[12], row[16], row[17]]),
        source.map((row) => [row[0], row[3], row[4], row[8], row[11], row[12], row[16], row[17]])
      )
      assert.deepStrictEqual(
        rows.flatMap((row) => (row[13] === "" ? [] : [[row[4], row[6], row[13], row[14]]])),
        [
          ["411000", "DUPFILS", "AAA", "20250210"],
          ["411000", "DUPFILS", "AAA", "20250210"]
        ]
      )
    })
  )

  it.effect("gives the same file again when a company's export is imported into a new one", () =>
    Effect.gen(function* () {
      const first = yield* withSiren
      yield* committed(first.key, foreignFec)
      const one = yield* exported(first.key)
      const second = yield* withSiren
      yield* committed(second.key, one.text)
      const two = yield* exported(second.key)
      assert.deepStrictEqual(withoutValidation(two.rows), withoutValidation(one.rows))
      assert.deepStrictEqual(balances(two.rows), balances(one.rows))
    })
  )

  it.effect("posts negative, two-sided and zero lines without losing a cent of a balance", () =>
    Effect.gen(function* () {
      const { key } = yield* withSiren
      const line = (account: string, debit: string, credit: string) => [
        "OD",
        "Divers",
        "1",
        "20250601",
        account,
        "Compte",
        "",
        "",
        "P1",
        "20250601",
        "Divers",
        debit,
        credit
      ]
      const content = fecOf(
        line("606000", "-30,00", "0,00"),
        line("401000", "30,00", "0,00"),
        line("411000", "50,00", "20,00"),
        line("706000", "0,00", "30,00"),
        line("471000", "0,00", "0,00")
      )
      const { job } = yield* committed(key, content)
      assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
      const { rows } = yield* exported(key)
      const net = (all: ReadonlyArray<ReadonlyArray<string>>) =>
        new Map([...balances(all)].map(([account, [debit, credit]]) => [account, debit - credit]))
      const source = content
        .split("\n")
        .slice(1)
        .map((one) => one.split("\t"))
      const expected = net(source)
      expected.delete("471000")
      assert.deepStrictEqual(net(rows), expected)
    })
  )

  it.effect("posts nothing of a file that the books refuse, and is back at its preview", () =>
    Effect.gen(function* () {
      const { key } = yield* withSiren
      const { job, path } = yield* committed(key, foreignFec.replaceAll("20250210", "20260210"))
      assert.strictEqual(at(job, "failure", "code"), "accounting.fec-import-refused")
      assert.deepInclude((yield* call("GET", path, { key })).json, { state: "previewed", posted: 0 })
      const entries = yield* call("GET", "/v2/accounting/entries", { key })
      assert.deepStrictEqual(entries.json, { items: [], nextCursor: null })
    })
  )

  it.effect("is undone to the cent, once, and not where other entries stand in its journals", () =>
    Effect.gen(function* () {
      const { key } = yield* withSiren
      const { path } = yield* committed(key, foreignFec)
      const version = at((yield* call("GET", path, { key })).json, "version")
      const other = yield* send("POST", "/v2/accounting/entries", key, {
        journal: "BQ",
        date: "2025-03-01",
        label: "Autre",
        lines: [
          { account: "512000", debit: { amount: "1.00", currency: "EUR" } },
          { account: "706000", credit: { amount: "1.00", currency: "EUR" } }
        ]
      })
      assert.strictEqual(other.status, 201)
      const refused = yield* send("POST", `${path}/undo`, key, undefined, Number(version))
      assert.strictEqual(at(refused.json, "type"), "/problems/fec-undo-refused")

      const clean = yield* withSiren
      const imported = yield* committed(clean.key, foreignFec)
      const before = yield* call("GET", imported.path, { key: clean.key })
      const undo = `${imported.path}/undo`
      const job = yield* runToEnd("POST", undo, clean.key, undefined, Number(at(before.json, "version")))
      assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
      assert.deepInclude(at(job, "result"), { entries: 3, letterings: 1 })
      assert.strictEqual(at((yield* call("GET", imported.path, { key: clean.key })).json, "state"), "undone")
      const { rows } = yield* exported(clean.key)
      assert.strictEqual(rows.length, 14)
      for (const [account, [debit, credit]] of balances(rows)) assert.strictEqual(debit, credit, account)
      const again = yield* send("POST", undo, clean.key, undefined, 99)
      assert.strictEqual(again.status, 409)
    })
  )
})
