import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { covenantLineLayer } from "../../../adapters/postgres/finance/covenants/CovenantLineSql.ts"
import { sweepCovenants } from "../../../adapters/queue/covenantSweep.ts"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear, postEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import {
  type CovenantId,
  type CovenantTest,
  type NewCovenant
} from "../../../domain/finance/financing/model/index.ts"
import {
  covenantOutlook,
  endCovenant,
  foretellCovenant,
  registerCollateral,
  registerCovenant,
  releaseCollateral,
  testCovenant,
  waiveBreach
} from "../../../domain/finance/financing/usecases/index.ts"
import { addDays, LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { parisDay } from "../../../domain/shared/ParisDay.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { Covenants } from "../../../ports/finance/Covenants.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { creditWorld, drawnLoan } from "../../support/credit/creditWorld.ts"
import { serviceUrl } from "../../support/database.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  covenantLineLayer.pipe(
    Layer.provideMerge(EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 2 })),
    Layer.merge(creditWorld)
  )
)

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const on = (date: string) => LocalDate.make(date)
const eur = (minor: bigint) => money(minor, EUR)
const account = Schema.decodeSync(AccountCode)
const past = on("2026-03-31")
const now = parisDay(DateTime.nowUnsafe())

/** Books of the years of the past test and of today. */
const books = Effect.gen(function* () {
  const { addJournal } = yield* Books
  yield* loadChart()
  yield* addJournal({ code: "OD", label: "Opérations diverses", kind: "general" })
  for (let year = 2026; year <= Number(now.slice(0, 4)); year += 1) {
    yield* openFiscalYear({ starts: on(`${year}-01-01`), ends: on(`${year}-12-31`) })
  }
})

/** Puts money in the bank, from the capital. */
const paidIn = (date: LocalDate, minor: bigint) =>
  postEntry({
    journal: "OD",
    date,
    label: "Apport",
    lines: [
      { account: account("512"), debit: eur(minor) },
      { account: account("101"), credit: eur(minor) }
    ]
  })

/** At least 1,000.00 in the bank. */
const cash: NewCovenant = {
  label: "Trésorerie",
  definition: "Soldes en banque",
  form: "amount",
  comparison: "at_least",
  threshold: "1000",
  measure: { numerator: [{ accounts: "512", side: "debit" }], denominator: null },
  testDates: [past, addDays(now, 20)],
  warnDays: 30
}

const registered = (part: Partial<NewCovenant> = {}) =>
  Effect.flatMap(drawnLoan, ({ id }) => registerCovenant(id, { ...cash, ...part }))

const told = (type: string) =>
  Effect.gen(function* () {
    const { after } = yield* EventLog
    const asked = { after: undefined, limit: 200, contexts: ["credit"], prefix: `credit.covenant.${type}` }
    return (yield* after(asked)).events.length
  })

const foretold = (covenantId: CovenantId) => foretellCovenant.run({ covenantId }, attempt(1))

const tested = (id: CovenantId) => testCovenant(id, past, null)

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("a covenant", (it) => {
  it.effect("is measured on the books of its test day, and its figures stay what they were", () =>
    Effect.gen(function* () {
      yield* books
      const measure = {
        numerator: [{ accounts: "512", side: "debit" as const }],
        denominator: [{ accounts: "10", side: "credit" as const }]
      }
      const { id } = yield* registered({ form: "ratio", threshold: "1", measure })
      yield* paidIn(past, 120_000n)
      yield* paidIn(addDays(past, 1), 5n)
      const { createdAt: _, id: testId, ...first } = yield* tested(id)
      assert.deepStrictEqual(first, {
        covenantId: id,
        on: past,
        numerator: eur(120_000n),
        denominator: eur(120_000n),
        parts: [
          { of: "numerator", accounts: "512", side: "debit", amount: eur(120_000n) },
          { of: "denominator", accounts: "10", side: "credit", amount: eur(120_000n) }
        ],
        value: "1.0000",
        outcome: "met",
        waiver: null
      })
      yield* paidIn(past, 7n)
      assert.deepInclude(yield* tested(id), { numerator: eur(120_007n) })
      const { test } = yield* Covenants
      assert.deepInclude(yield* test(testId), { numerator: eur(120_000n) })
      const given = yield* Effect.flip(testCovenant(id, past, { numerator: eur(1n), denominator: eur(1n) }))
      assert.deepInclude(given, { _tag: "CovenantFiguresOdd", wanted: "none" })
    }).pipe(forCompany)
  )

  it.effect("that is breached is told of once, however often and by how many it is tested", () =>
    Effect.gen(function* () {
      yield* books
      const { id } = yield* registered()
      yield* Effect.all(
        Array.from({ length: 6 }, () => tested(id)),
        { concurrency: 6 }
      )
      assert.deepStrictEqual([yield* told("breached"), yield* told("tested")], [1, 6])
      yield* paidIn(past, 100_000n)
      assert.deepInclude(yield* tested(id), { value: "1000.0000", outcome: "met" })
      assert.strictEqual(yield* told("breached"), 1)
    }).pipe(forCompany)
  )

  it.effect("is waived once, in its latest test, from its day on", () =>
    Effect.gen(function* () {
      yield* books
      const { id } = yield* registered()
      const [old, latest]: ReadonlyArray<CovenantTest> = [yield* tested(id), yield* tested(id)]
      const waiver = { on: on("2026-04-15"), reason: "Lettre de la banque" }
      if (old === undefined || latest === undefined) return assert.fail("no tests")
      assert.deepInclude(yield* Effect.flip(waiveBreach(old.id, waiver)), { from: "superseded" })
      const early = yield* Effect.flip(waiveBreach(latest.id, { ...waiver, on: on("2026-03-30") }))
      assert.strictEqual(early._tag, "LoanTermDayRefused")
      const both = yield* Effect.all(
        [1, 2].map(() => Effect.result(waiveBreach(latest.id, waiver))),
        { concurrency: 2 }
      )
      assert.lengthOf(
        both.filter(({ _tag }) => _tag === "Success"),
        1
      )
      assert.strictEqual(yield* told("waived"), 1)
    }).pipe(forCompany)
  )

  it.effect("is told of before its next test, once, and once more when the books would breach it", () =>
    Effect.gen(function* () {
      yield* books
      const { id } = yield* registered()
      yield* paidIn(now, 100_000n)
      assert.deepStrictEqual(yield* foretold(id), { told: ["test-ahead"] })
      assert.deepStrictEqual(yield* foretold(id), { told: [] })
      assert.deepInclude(yield* covenantOutlook(id), { nextTestOn: addDays(now, 20) })
      yield* postEntry({
        journal: "OD",
        date: now,
        label: "Achat",
        lines: [
          { account: account("606"), debit: eur(1n) },
          { account: account("512"), credit: eur(1n) }
        ]
      })
      const { forecast } = yield* covenantOutlook(id)
      assert.deepInclude(forecast, { on: now, value: "999.9900", outcome: "breached" })
      assert.deepStrictEqual(yield* foretold(id), { told: ["breach-ahead"] })
      assert.deepStrictEqual(yield* foretold(id), { told: [] })
      assert.deepStrictEqual([yield* told("test_ahead"), yield* told("breach_ahead")], [1, 1])
    }).pipe(forCompany)
  )

  it.effect("is looked at daily from its days of warning on, by one job, until it is ended", () =>
    Effect.gen(function* () {
      const { id, version } = yield* registered({ testDates: [addDays(now, 20)] })
      const later = yield* registerCovenant(
        (yield* Effect.flatMap(Covenants, ({ covenant }) => covenant(id))).loanId,
        {
          ...cash,
          testDates: [addDays(now, 40)]
        }
      )
      const sql = yield* EngineSql
      const due = (covenantId: string) =>
        Effect.map(
          sql`select (due_at <= now()) as due, round(extract(epoch from due_at - now()) / 86400)::int as days
            from covenant_due where covenant_id = ${covenantId}`,
          ([row]) => row
        )
      assert.deepInclude(yield* due(id), { due: true })
      assert.deepInclude(yield* due(later.id), { due: false })
      yield* sweepCovenants
      assert.deepInclude(yield* due(id), { due: false, days: 1 })
      yield* sql`update covenant_due set due_at = now() where covenant_id = ${id}`
      yield* sweepCovenants
      const { list } = yield* JobStore
      const kind = Option.some("credit.foretell-covenant")
      assert.lengthOf(yield* list({ statuses: [], kind, after: Option.none(), limit: 9 }), 1)
      assert.deepStrictEqual(yield* foretold(later.id), { told: [] })
      const stale = yield* Effect.flip(endCovenant(id, version + 1, now))
      assert.strictEqual(stale._tag, "VersionConflict")
      yield* endCovenant(id, version, now)
      assert.isUndefined(yield* due(id))
      assert.deepStrictEqual(yield* foretold(id), { told: [] })
      const twice = yield* Effect.flip(endCovenant(id, version + 1, now))
      assert.strictEqual(twice._tag, "IllegalTransition")
    }).pipe(forCompany)
  )

  it.effect("without a measure is tested on given figures of its form, and foretells no breach", () =>
    Effect.gen(function* () {
      const { id } = yield* registered({
        form: "ratio",
        threshold: "2",
        comparison: "at_most",
        measure: null
      })
      const none = yield* Effect.flip(tested(id))
      assert.deepInclude(none, { _tag: "CovenantFiguresOdd", wanted: "ratio" })
      const amount = yield* Effect.flip(testCovenant(id, past, { numerator: eur(1n), denominator: null }))
      assert.strictEqual(amount._tag, "CovenantFiguresOdd")
      const made = yield* testCovenant(id, past, { numerator: eur(5n), denominator: eur(0n) })
      assert.deepInclude(made, { value: null, outcome: "not-measurable", parts: [] })
      assert.deepInclude(yield* covenantOutlook(id), { forecast: null })
      assert.deepStrictEqual(yield* foretold(id), { told: ["test-ahead"] })
    }).pipe(forCompany)
  )
})

layer(creditWorld, { excludeTestServices: true, timeout: "60 seconds" })("collateral", (it) => {
  it.effect("of a loan is released once, on a day on which it stood", () =>
    Effect.gen(function* () {
      const { id: loanId } = yield* drawnLoan
      const { id, version } = yield* registerCollateral(loanId, {
        kind: "personal_guarantee",
        label: "Caution solidaire",
        givenBy: "Claire Lemaire",
        amount: null,
        rank: null,
        from: on("2026-01-15"),
        to: on("2027-01-15")
      })
      const early = yield* Effect.flip(releaseCollateral(id, version, on("2026-01-14")))
      assert.deepInclude(early, { _tag: "LoanTermDayRefused", from: on("2026-01-15") })
      const future = yield* Effect.flip(releaseCollateral(id, version, on("2299-01-01")))
      assert.strictEqual(future._tag, "LoanTermDayRefused")
      const both = yield* Effect.all(
        [1, 2].map(() => Effect.result(releaseCollateral(id, version, on("2026-06-30")))),
        { concurrency: 2 }
      )
      assert.lengthOf(
        both.filter(({ _tag }) => _tag === "Success"),
        1
      )
      const again = yield* Effect.flip(releaseCollateral(id, version + 1, on("2026-06-30")))
      assert.deepInclude(again, { _tag: "CollateralReleased", releasedOn: on("2026-06-30") })
    }).pipe(forCompany)
  )
})
