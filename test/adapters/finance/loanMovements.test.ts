import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { LoanId } from "../../../domain/finance/financing/model/index.ts"
import {
  confirmPayout,
  loanPlan,
  positionOfLoan,
  postLoan,
  recordAccrual,
  recordEarlyRepayment,
  recordInstalment,
  reverseMovement
} from "../../../domain/finance/financing/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { FinancialEvents } from "../../../ports/finance/FinancialEvents.ts"
import { Ledger } from "../../../ports/finance/Ledger.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { creditWorld, drawnLoan, loanBooks } from "../../support/credit/creditWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const on = (date: string) => LocalDate.make(date)

const posted = (loanId: LoanId) => postLoan.run({ loanId }, attempt(1))

/** What each account of the books holds, debit above zero, of the entries that financial events gave. */
const balances = Effect.gen(function* () {
  const { list } = yield* FinancialEvents
  const { find } = yield* Ledger
  const sums: Record<string, bigint> = {}
  for (const { entryId } of yield* list({}, 100, Option.none())) {
    const { lines } = yield* find(entryId)
    for (const { account, credit, debit } of lines) {
      sums[account] = (sums[account] ?? 0n) + (debit?.minor ?? 0n) - (credit?.minor ?? 0n)
    }
  }
  return sums
})

/** A day that has come, whenever this runs: later due dates are paid on it, before they are due. */
const latest = on("2026-11-15")

/** Pays the next due dates of a loan on their days. */
const pay = (loanId: LoanId, count: number) =>
  Effect.forEach(Array.from({ length: count }), () =>
    Effect.gen(function* () {
      const { nextDueOn } = yield* loanPlan(loanId)
      if (nextDueOn === null) return yield* Effect.die("nothing is due")
      const paidOn = nextDueOn > latest ? latest : nextDueOn
      return yield* recordInstalment(loanId, nextDueOn, paidOn)
    })
  )

layer(creditWorld, { excludeTestServices: true, timeout: "120 seconds" })("a drawn loan", (it) => {
  it.effect("waits for posting rules, and is in the books once when there are some", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      const { movements } = yield* Credits
      const { list } = yield* JobStore
      const asked = yield* list({
        statuses: ["requested"],
        kind: Option.some("credit.post-loan"),
        after: Option.none(),
        limit: 5
      })
      assert.lengthOf(asked, 1)
      assert.deepStrictEqual(yield* posted(id), { posted: 0, waiting: 1 })
      assert.deepInclude((yield* movements(id))[0], { posting: "waiting", obstacle: "NoPostingRule" })
      yield* loanBooks
      assert.deepStrictEqual(yield* posted(id), { posted: 1, waiting: 0 })
      assert.deepStrictEqual(yield* posted(id), { posted: 0, waiting: 0 })
      assert.deepStrictEqual(yield* balances, { "512": 1_200_000n, "164": -1_200_000n })
    }).pipe(forCompany)
  )

  it.effect("is repaid to the cent by its due dates, each paid once and in order", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      yield* loanBooks
      const second = yield* Effect.flip(recordInstalment(id, on("2026-03-15"), on("2026-03-15")))
      assert.deepInclude(second, { _tag: "InstalmentNotNext", next: on("2026-02-15") })
      const first = recordInstalment(id, on("2026-02-15"), on("2026-02-16"))
      const many = yield* Effect.all(
        Array.from({ length: 20 }, () => Effect.result(first)),
        { concurrency: 20 }
      )
      assert.strictEqual(many.filter(({ _tag }) => _tag === "Success").length, 1)
      yield* pay(id, 10)
      assert.deepInclude(yield* loanPlan(id), { nextDueOn: on("2027-01-15") })
      yield* recordInstalment(id, on("2027-01-15"), latest)
      assert.deepInclude(yield* loanPlan(id), {
        state: "repaid",
        outstanding: money(0n, EUR),
        nextDueOn: null
      })
      assert.deepStrictEqual(yield* posted(id), { posted: 13, waiting: 0 })
      const { "164": owed, "512": bank, "661": interest = 0n } = yield* balances
      assert.deepStrictEqual([owed, bank], [0n, -interest])
      const more = yield* Effect.flip(recordInstalment(id, on("2027-01-15"), latest))
      assert.deepInclude(more, { _tag: "InstalmentNotNext", next: null })
    }).pipe(forCompany)
  )

  it.effect("is paid on no day that is still to come", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      const day = on("2299-01-01")
      const refused = [
        yield* Effect.flip(recordInstalment(id, on("2026-02-15"), day)),
        yield* Effect.flip(recordEarlyRepayment(id, day, money(1n, EUR)))
      ]
      for (const refusal of refused) assert.deepInclude(refusal, { _tag: "LoanDayInFuture", on: day })
      const { creditApplicationId } = yield* Effect.flatMap(Credits, ({ loan }) => loan(id))
      const early = yield* Effect.flip(confirmPayout(creditApplicationId, 1, day))
      assert.deepInclude(early, { _tag: "LoanDayInFuture", on: day })
    }).pipe(forCompany)
  )

  it.effect("is repaid early between due dates, and the rest is computed anew", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      yield* loanBooks
      const early = recordEarlyRepayment(id, on("2026-03-01"), money(300_000n, EUR))
      const unpaid = yield* Effect.flip(early)
      assert.deepInclude(unpaid, { _tag: "LoanDayOutOfOrder", dueOn: on("2026-02-15"), paid: false })
      yield* pay(id, 1)
      const before = yield* loanPlan(id)
      const { id: repayment, interest } = yield* early
      assert.isAbove(Number(interest.minor), 0)
      const after = yield* loanPlan(id)
      assert.strictEqual(after.outstanding.minor, before.outstanding.minor - 300_000n)
      assert.deepStrictEqual(
        after.instalments.map(({ dueOn }) => dueOn),
        before.instalments.map(({ dueOn }) => dueOn)
      )
      assert.isBelow(
        Number(after.instalments[1]?.payment.minor),
        Number(before.instalments[1]?.payment.minor)
      )
      const tooMuch = yield* Effect.flip(recordEarlyRepayment(id, on("2026-03-02"), money(1_200_000n, EUR)))
      assert.strictEqual(tooMuch._tag, "RepaymentRefused")
      const second = yield* recordInstalment(id, on("2026-03-15"), on("2026-03-15"))
      const followed = yield* Effect.flip(reverseMovement(repayment, on("2026-03-20")))
      assert.deepInclude(followed, { _tag: "MovementNotReversible", because: second.id })
      yield* pay(id, 10)
      assert.strictEqual((yield* loanPlan(id)).state, "repaid")
    }).pipe(forCompany)
  )

  it.effect("is reversed cleanly: the plan and the books are what they were", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      yield* loanBooks
      yield* pay(id, 1)
      yield* posted(id)
      const [plan, books] = [yield* loanPlan(id), yield* balances]
      const repayment = yield* recordEarlyRepayment(id, on("2026-03-01"), money(300_000n, EUR))
      const accrual = yield* recordAccrual(id, on("2026-03-31"))
      assert.strictEqual((yield* Effect.flip(recordAccrual(id, on("2026-03-31"))))._tag, "AlreadyAccrued")
      yield* posted(id)
      assert.strictEqual((yield* balances)["168"], -accrual.interest.minor)
      for (const { id: movement } of [accrual, repayment]) {
        const undone = yield* reverseMovement(movement, on("2026-04-01"))
        const twice = yield* Effect.flip(reverseMovement(movement, on("2026-04-01")))
        assert.deepInclude(twice, { _tag: "MovementNotReversible", because: undone.id })
        const reversal = yield* Effect.flip(reverseMovement(undone.id, on("2026-04-01")))
        assert.deepInclude(reversal, { _tag: "MovementNotReversible", because: undone.id })
      }
      assert.deepStrictEqual(yield* posted(id), { posted: 2, waiting: 0 })
      assert.deepStrictEqual(yield* loanPlan(id), plan)
      assert.deepStrictEqual(yield* balances, { ...books, "168": 0n })
      const [first] = yield* Effect.flatMap(Credits, ({ movements }) => movements(id))
      if (first === undefined) return yield* Effect.die("a loan has its disbursement")
      const never = yield* Effect.flip(reverseMovement(first.id, on("2026-04-01")))
      assert.deepInclude(never, { _tag: "MovementNotReversible", because: first.id })
    }).pipe(forCompany)
  )

  it.effect("repaid in full has no due date left, and nothing to accrue or to owe", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      yield* pay(id, 1)
      const { outstanding } = yield* loanPlan(id)
      yield* recordEarlyRepayment(id, on("2026-03-01"), outstanding)
      assert.deepInclude(yield* loanPlan(id), { state: "repaid", nextDueOn: null })
      const refused = [
        yield* Effect.flip(recordAccrual(id, on("2026-12-31"))),
        yield* Effect.flip(recordEarlyRepayment(id, on("2026-04-01"), money(100n, EUR))),
        yield* Effect.flip(positionOfLoan(id, on("2026-12-31")))
      ]
      assert.deepStrictEqual(new Set(refused.map(({ _tag }) => _tag)), new Set(["RepaymentRefused"]))
    }).pipe(forCompany)
  )
})
