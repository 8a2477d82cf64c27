import { assert } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { at, send, textAt } from "./books.ts"
import { call, type Host } from "./hosts.ts"
import {
  cents,
  modelAges,
  type ModelEntry,
  modelTrialBalance,
  type Step,
  yearStartOf
} from "./ledgerModel.ts"

/** What tests over HTTP need of their run. */
export type Books = Host | TenantSql

const reports = "/v2/accounting/reports"
const eur = (amount: bigint) => ({ amount: cents(amount), currency: "EUR" })

/** Lives a life in the books and in the model, then compares every report between each two dates. */
export const agreesWithModel = (
  key: string,
  life: ReadonlyArray<Step>,
  spans: ReadonlyArray<readonly [string, string]>
) =>
  Effect.gen(function* () {
    const entries = yield* lived(key, life)
    for (const [one, two] of spans) {
      const [earlier, to] = one > two ? [two, one] : [one, two]
      const from = earlier < yearStartOf(to) ? yearStartOf(to) : earlier
      yield* trialBalanceAgrees(key, entries, from, to)
      yield* ledgersAgree(key, entries, from, to)
      yield* journalsAgree(key, entries, from, to)
      yield* agesAgree(key, entries, to)
    }
  })

export const lived = (key: string, life: ReadonlyArray<Step>) =>
  Effect.gen(function* () {
    const entries: Array<ModelEntry> = []
    const open: Array<{ readonly id: string; readonly entry: ModelEntry }> = []
    for (const step of life) {
      if ("post" in step) {
        const posted = yield* send("POST", "/v2/accounting/entries", key, wire(step.post))
        assert.strictEqual(posted.status, 201, posted.text)
        entries.push(step.post)
        open.push({ id: textAt(posted.json, "id"), entry: step.post })
      } else if (open.length > 0) {
        const [taken] = open.splice(step.reverse % open.length, 1)
        if (taken === undefined) return assert.fail("nothing to reverse")
        const path = `/v2/accounting/entries/${taken.id}/reverse`
        const reversed = yield* send("POST", path, key, { date: step.date, label: "Annulation" })
        assert.strictEqual(reversed.status, 201, reversed.text)
        entries.push({
          ...taken.entry,
          undoes: taken.entry,
          date: step.date,
          lines: taken.entry.lines.map((line) => ({ ...line, amount: -line.amount }))
        })
      }
    }
    return entries
  })

const wire = ({ date, journal, lines }: ModelEntry) => ({
  journal,
  date,
  label: "Pièce",
  lines: lines.map(({ account, amount, due, party }) => ({
    account,
    ...(party === null ? {} : { party: { code: party, label: `Tiers ${party}` } }),
    ...(due === null ? {} : { dueDate: due }),
    ...(amount > 0n ? { debit: eur(amount) } : { credit: eur(-amount) })
  }))
})

const PageShown = Schema.Struct({
  items: Schema.Array(Schema.Unknown),
  nextCursor: Schema.NullOr(Schema.String)
})

/** Every item of a report, page by page. */
export const itemsOf = (key: string, path: string) =>
  Effect.gen(function* () {
    const first = yield* call("GET", `${reports}/${path}&limit=3`, { key })
    assert.strictEqual(first.status, 200, first.text)
    let page = yield* Schema.decodeUnknownEffect(PageShown)(first.json)
    const items = [...page.items]
    while (page.nextCursor !== null) {
      const next = yield* call("GET", `${reports}/${path}&limit=3&cursor=${page.nextCursor}`, { key })
      page = yield* Schema.decodeUnknownEffect(PageShown)(next.json)
      items.push(...page.items)
    }
    return { first: first.json, items }
  })

const trialBalanceAgrees = (key: string, entries: ReadonlyArray<ModelEntry>, from: string, to: string) =>
  Effect.gen(function* () {
    const { first, items } = yield* itemsOf(key, `trial-balance?from=${from}&to=${to}`)
    const shown = items.map((item) => [
      textAt(item, "account"),
      textAt(item, "opening", "amount"),
      textAt(item, "debit", "amount"),
      textAt(item, "credit", "amount"),
      textAt(item, "closing", "amount")
    ])
    const expected = [...modelTrialBalance(entries, from, to)]
      .map(([account, { credit, debit, opening }]) => [
        account,
        cents(opening),
        cents(debit),
        cents(credit),
        cents(opening + debit - credit)
      ])
      .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1))
    assert.deepStrictEqual(shown, expected)
    assert.strictEqual(at(first, "totals", "debit", "amount"), at(first, "totals", "credit", "amount"))
    assert.strictEqual(at(first, "totals", "opening", "amount"), "0.00")
    assert.strictEqual(at(first, "totals", "closing", "amount"), "0.00")
  })

const ledgersAgree = (key: string, entries: ReadonlyArray<ModelEntry>, from: string, to: string) =>
  Effect.gen(function* () {
    const balances = modelTrialBalance(entries, from, to)
    for (const account of ["411", "512", "706"]) {
      const { first, items } = yield* itemsOf(key, `general-ledger?account=${account}&from=${from}&to=${to}`)
      const sums = balances.get(account) ?? { opening: 0n, debit: 0n, credit: 0n }
      assert.strictEqual(at(first, "opening", "amount"), cents(sums.opening))
      assert.strictEqual(at(first, "closing", "amount"), cents(sums.opening + sums.debit - sums.credit))
      let running = sums.opening
      let last = ""
      for (const item of items) {
        running += minor(textAt(item, "debit", "amount")) - minor(textAt(item, "credit", "amount"))
        assert.strictEqual(at(item, "balance", "amount"), cents(running))
        assert.isTrue(textAt(item, "date") >= last)
        last = textAt(item, "date")
      }
      assert.strictEqual(running, sums.opening + sums.debit - sums.credit)
    }
  })

const journalsAgree = (key: string, entries: ReadonlyArray<ModelEntry>, from: string, to: string) =>
  Effect.gen(function* () {
    const within = entries.filter(({ date }) => date >= from && date <= to)
    const debit = within.reduce((sum, { lines }) => sum + debitOf(lines), 0n)
    const totals = yield* call("GET", `${reports}/journals?from=${from}&to=${to}`, { key })
    assert.strictEqual(at(totals.json, "totals", "entries"), within.length)
    assert.strictEqual(at(totals.json, "totals", "debit", "amount"), cents(debit))
    assert.strictEqual(at(totals.json, "totals", "credit", "amount"), cents(debit))
    const sales = within.filter(({ journal }) => journal === "VE")
    const { first, items } = yield* itemsOf(key, `journal?journal=VE&from=${from}&to=${to}`)
    const numbers = items.map((item) => Number(at(item, "number")))
    assert.deepStrictEqual(
      numbers,
      numbers.toSorted((a, b) => a - b)
    )
    assert.strictEqual(items.length, sales.length)
    assert.strictEqual(
      at(first, "debit", "amount"),
      cents(sales.reduce((sum, { lines }) => sum + debitOf(lines), 0n))
    )
  })

const agesAgree = (key: string, entries: ReadonlyArray<ModelEntry>, date: string) =>
  Effect.gen(function* () {
    for (const [thirdParties, account, sign] of [
      ["customers", "411", 1n],
      ["suppliers", "401", -1n]
    ] as const) {
      const { items } = yield* itemsOf(key, `aged-balance?thirdParties=${thirdParties}&at=${date}`)
      const buckets = ["notDue", "days1To30", "days31To60", "days61To90", "over90", "total"]
      const shown = items.map((item) => [
        textAt(item, "party", "code"),
        ...buckets.map((bucket) => textAt(item, bucket, "amount"))
      ])
      const expected = [...modelAges(entries, account, sign, date)]
        .map(([party, ages]) => [party, ...buckets.map((bucket) => cents(ages.get(bucket) ?? 0n))])
        .filter(([, ...sums]) => sums.some((sum) => sum !== "0.00"))
        .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1))
      assert.deepStrictEqual(shown, expected)
    }
  })

const debitOf = (lines: ModelEntry["lines"]) =>
  lines.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n)

const minor = (amount: string) => BigInt(amount.replace(".", ""))
