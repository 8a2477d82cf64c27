import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { OverdraftId, UsuryThreshold } from "../../../domain/finance/financing/model/index.ts"
import {
  addUsuryThreshold,
  bookOverdraft,
  changeUsuryThreshold,
  overdraftDays,
  positionOfOverdraft,
  registerOverdraft,
  reverseOverdraftBooking,
  terminateOverdraft
} from "../../../domain/finance/financing/usecases/index.ts"
import { reverseEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Ledger } from "../../../ports/finance/Ledger.ts"
import { Overdrafts } from "../../../ports/finance/Overdrafts.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { overdrawnAccount, statementOf } from "../../support/credit/overdraftRows.ts"
import { overdraftBooks, overdraftOn, overdraftWorld } from "../../support/credit/overdraftWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const on = (date: string) => LocalDate.make(date)
const eur = (minor: bigint) => money(minor, EUR)
const none = eur(0n)
const entered = { quarter: "2026-Q1", source: "Seuils de l'usure publiés" }

const granted = Effect.gen(function* () {
  const account = yield* overdrawnAccount
  yield* overdraftBooks
  const overdraft = yield* registerOverdraft(overdraftOn(account))
  return { account, ...overdraft }
})

const alerts = Effect.gen(function* () {
  const { after } = yield* EventLog
  const told = yield* after({
    after: undefined,
    limit: 200,
    contexts: ["credit"],
    prefix: "credit.overdraft.above_usury"
  })
  return told.events.length
})

const bookingsOf = (id: OverdraftId) => Effect.flatMap(Overdrafts, ({ bookings }) => bookings(id))

layer(overdraftWorld, { excludeTestServices: true, timeout: "120 seconds" })("an overdraft", (it) => {
  it.effect("is booked month by month from the balances by value date, with its entry, each once", () =>
    Effect.gen(function* () {
      const { id } = yield* granted
      const early = yield* Effect.flip(bookOverdraft(id, "2026-02", none))
      assert.deepInclude(early, { _tag: "OverdraftPeriodNotNext", next: on("2026-01-01") })
      const many = yield* Effect.all(
        Array.from({ length: 8 }, () => Effect.result(bookOverdraft(id, "2026-01", eur(1_200n)))),
        { concurrency: 8 }
      )
      const [january, ...others] = many.flatMap((one) => (one._tag === "Success" ? [one.success] : []))
      assert.lengthOf(others, 0)
      // 1.00 a day for 31 days; (31.00 + 12.00) × 365 ÷ 155,000.00
      assert.deepInclude(january, { interest: eur(3_100n), effectiveRate: "0.101258", aboveUsury: null })
      const { find } = yield* Ledger
      const { lines } = yield* find(january?.entryId ?? (yield* Effect.die("no entry")))
      const told = lines.map(({ account, credit, debit }) => [
        account,
        debit?.minor ?? null,
        credit?.minor ?? null
      ])
      assert.sameDeepMembers(told, [
        ["518", null, 4_300n],
        ["661", 3_100n, null],
        ["627", 1_200n, null]
      ])
      const february = yield* bookOverdraft(id, "2026-02", none)
      assert.deepInclude(february, { interest: eur(28n * 300n), effectiveRate: "0.109500" })
      const march = yield* Effect.flip(bookOverdraft(id, "2026-03", none))
      assert.deepInclude(march, { _tag: "BankDaysNotCovered", from: on("2026-03-01"), to: on("2026-03-31") })
    }).pipe(forCompany)
  )

  it.effect("takes a line that comes late with an earlier value date into the next booking", () =>
    Effect.gen(function* () {
      const { account, id } = yield* granted
      yield* bookOverdraft(id, "2026-01", none)
      // 1,000.00 came on 22 January by value and was booked in February: ten days less within the limit
      yield* statementOf(
        account,
        ["2026-02-28", -900_000n],
        ["2026-03-31", -900_000n],
        [{ booked: "2026-02-10", value: "2026-01-22", minor: 100_000n }]
      )
      const february = yield* bookOverdraft(id, "2026-02", none)
      // 1.00 within and 1.60 beyond for 28 days, less 10 days of 0.20
      assert.deepInclude(february, { interest: eur(28n * 260n - 10n * 20n), effectiveRate: "0.105444" })
    }).pipe(forCompany)
  )

  it.effect("is not booked without posting rules: neither the booking nor its entry stands", () =>
    Effect.gen(function* () {
      const account = yield* overdrawnAccount
      const { id } = yield* registerOverdraft(overdraftOn(account))
      const refused = yield* Effect.flip(bookOverdraft(id, "2026-01", none))
      assert.strictEqual(refused._tag, "NoPostingRule")
      assert.lengthOf(yield* bookingsOf(id), 0)
    }).pipe(forCompany)
  )

  it.effect("is reversed from the latest on, with its entry, and booked again", () =>
    Effect.gen(function* () {
      const { id } = yield* granted
      const january = yield* bookOverdraft(id, "2026-01", none)
      const february = yield* bookOverdraft(id, "2026-02", none)
      const followed = yield* Effect.flip(reverseOverdraftBooking(january.id, on("2026-03-01")))
      assert.deepInclude(followed, { _tag: "OverdraftBookingNotReversible", because: february.id })
      const early = yield* Effect.flip(reverseOverdraftBooking(february.id, on("2026-02-27")))
      assert.deepInclude(early, { _tag: "OverdraftBookingNotReversible", because: february.id })
      const both = yield* Effect.all(
        [1, 2].map(() => Effect.result(reverseOverdraftBooking(february.id, on("2026-03-01")))),
        { concurrency: 2 }
      )
      const [undone, ...more] = both.flatMap((one) => (one._tag === "Success" ? [one.success] : []))
      assert.lengthOf(more, 0)
      assert.deepInclude(undone, { interest: eur(-8_400n), reverses: february.id, effectiveRate: null })
      const { find } = yield* Ledger
      const { state } = yield* find(february.entryId ?? (yield* Effect.die("no entry")))
      assert.strictEqual(state, "reversed")
      const again = yield* bookOverdraft(id, "2026-02", eur(500n))
      assert.deepInclude(again, { interest: eur(8_400n), charges: eur(500n) })
      assert.lengthOf(yield* bookingsOf(id), 4)
    }).pipe(forCompany)
  )

  it.effect("whose entry was reversed in the books already has its booking taken back with that mirror", () =>
    Effect.gen(function* () {
      const { id } = yield* granted
      const january = yield* bookOverdraft(id, "2026-01", none)
      const entry = january.entryId ?? (yield* Effect.die("no entry"))
      const mirror = yield* reverseEntry(entry, on("2026-02-10"), "Annulation")
      const undone = yield* reverseOverdraftBooking(january.id, on("2026-03-01"))
      assert.deepInclude(undone, { reverses: january.id, entryId: mirror.id, on: mirror.date })
      assert.deepInclude(yield* bookOverdraft(id, "2026-01", none), { interest: january.interest })
    }).pipe(forCompany)
  )

  it.effect(
    "is terminated with its last part, at its version, and the account can have another after it",
    () =>
      Effect.gen(function* () {
        const { account, id, version } = yield* granted
        const other = yield* Effect.flip(registerOverdraft(overdraftOn(account, { from: on("2026-06-01") })))
        assert.deepInclude(other, { _tag: "OverdraftOverlaps", overdraftId: id, terminatedOn: null })
        yield* bookOverdraft(id, "2026-01", none)
        const stale = yield* Effect.flip(terminateOverdraft(id, version + 1, on("2026-02-10"), none))
        assert.deepInclude(stale, { _tag: "VersionConflict", current: version })
        const late = yield* Effect.flip(terminateOverdraft(id, version, on("2026-03-01"), none))
        assert.deepInclude(late, { _tag: "OverdraftPeriodNotNext", next: on("2026-02-01") })
        const ended = yield* terminateOverdraft(id, version, on("2026-02-10"), none)
        assert.deepInclude(ended, { terminatedOn: on("2026-02-10"), version: version + 1 })
        const [, last] = yield* bookingsOf(id)
        assert.deepInclude(last, { from: on("2026-02-01"), to: on("2026-02-10"), interest: eur(3_000n) })
        const over = yield* Effect.flip(bookOverdraft(id, "2026-02", none))
        assert.deepInclude(over, { _tag: "OverdraftPeriodNotNext", next: null })
        const twice = yield* Effect.flip(terminateOverdraft(id, version + 1, on("2026-02-10"), none))
        assert.strictEqual(twice._tag, "IllegalTransition")
        const same = yield* Effect.flip(registerOverdraft(overdraftOn(account, { from: on("2026-02-10") })))
        assert.strictEqual(same._tag, "OverdraftOverlaps")
        yield* registerOverdraft(overdraftOn(account, { from: on("2026-02-11") }))
      }).pipe(forCompany)
  )

  it.effect("is registered once on an account, in its currency", () =>
    Effect.gen(function* () {
      const account = yield* overdrawnAccount
      const dollars = money(500_000n, CurrencyCode.make("USD"))
      const refused = yield* Effect.flip(registerOverdraft(overdraftOn(account, { limit: dollars })))
      assert.strictEqual(refused._tag, "OverdraftInOtherCurrency")
      const many = yield* Effect.all(
        Array.from({ length: 8 }, () => Effect.result(registerOverdraft(overdraftOn(account)))),
        { concurrency: 8 }
      )
      assert.strictEqual(many.filter(({ _tag }) => _tag === "Success").length, 1)
    }).pipe(forCompany)
  )

  it.effect("shows its days and where it stands, and says which days are not known", () =>
    Effect.gen(function* () {
      const { id } = yield* granted
      yield* bookOverdraft(id, "2026-01", none)
      const { days } = yield* overdraftDays(id, "2026-02")
      assert.lengthOf(days, 28)
      assert.deepInclude(days[27], { balance: eur(-1_000_000n), interest: "3.0000000000" })
      assert.deepStrictEqual(yield* positionOfOverdraft(id, on("2026-02-10")), {
        on: on("2026-02-10"),
        balance: eur(-1_000_000n),
        drawn: eur(1_000_000n),
        beyondLimit: eur(500_000n),
        unused: none,
        accruedInterest: eur(3_000n),
        bookedUpTo: on("2026-01-31")
      })
      const dark = yield* Effect.flip(positionOfOverdraft(id, on("2026-03-05")))
      assert.deepInclude(dark, { _tag: "BankDaysNotCovered", from: on("2026-03-01"), to: on("2026-03-05") })
      const before = yield* Effect.flip(positionOfOverdraft(id, on("2025-12-31")))
      assert.strictEqual(before._tag, "OverdraftDayOutside")
      const future = yield* Effect.flip(positionOfOverdraft(id, on("2299-01-01")))
      assert.strictEqual(future._tag, "OverdraftDayNotOver")
    }).pipe(forCompany)
  )

  it.effect("above the threshold of its quarter alerts once, also where the threshold comes later", () =>
    Effect.gen(function* () {
      const { id } = yield* granted
      const threshold: UsuryThreshold = yield* addUsuryThreshold({ ...entered, rate: "0.1" })
      const twice = yield* Effect.flip(addUsuryThreshold({ ...entered, rate: "0.1" }))
      assert.strictEqual(twice._tag, "AlreadyExists")
      const january = yield* bookOverdraft(id, "2026-01", eur(1_200n))
      assert.deepInclude(january, { usuryThreshold: "0.1", aboveUsury: true })
      assert.strictEqual(yield* alerts, 1)
      const fair = yield* changeUsuryThreshold(threshold.id, 1, { rate: "0.1095", source: "Corrigé" })
      assert.deepInclude(fair, { rate: "0.1095", source: "Corrigé", version: 2 })
      const february = yield* bookOverdraft(id, "2026-02", none)
      assert.deepInclude(february, { effectiveRate: "0.109500", aboveUsury: false })
      assert.strictEqual(yield* alerts, 1)
      yield* changeUsuryThreshold(threshold.id, fair.version, { ...fair, rate: "0.1050" })
      assert.strictEqual(yield* alerts, 2)
      const stale = yield* Effect.flip(changeUsuryThreshold(threshold.id, 1, { ...fair, rate: "0.2" }))
      assert.strictEqual(stale._tag, "VersionConflict")
      const { thresholds } = yield* Overdrafts
      assert.lengthOf(yield* thresholds(Option.none(), 5), 1)
    }).pipe(forCompany)
  )
})
