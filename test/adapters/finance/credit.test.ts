import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { scheduleOf } from "../../../domain/finance/financing/model/index.ts"
import {
  applyForCredit,
  confirmPayout,
  followFinancing
} from "../../../domain/finance/financing/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import {
  applicationNow,
  bookOf,
  creditDecided,
  creditWorld,
  decideAtLender,
  loanFor,
  onlyLoan,
  refreshedCredit,
  solarisConnection,
  Lender
} from "../../support/credit/creditWorld.ts"
import { workAtIntents } from "../../support/providers/financingWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const intentStates = Effect.flatMap(ProviderIntents, ({ list }) =>
  Effect.map(list({ state: Option.none(), after: Option.none(), limit: 50 }), (all) =>
    all.map(({ kind, state }) => [kind, state])
  )
)

/** An application whose loan the lender has made. */
const withLoan = Effect.gen(function* () {
  const connection = yield* solarisConnection
  const { id } = yield* applyForCredit(loanFor(connection.id))
  yield* workAtIntents
  yield* refreshedCredit(id)
  yield* creditDecided(id, "make-loan")
  yield* workAtIntents
  return { ...connection, connectionId: connection.id, id }
})

layer(creditWorld, { excludeTestServices: true, timeout: "120 seconds" })("a loan", (it) => {
  it.effect("is applied for, approved, made, paid out, and has a schedule of ours", () =>
    Effect.gen(function* () {
      const { clientId, id: connectionId } = yield* solarisConnection
      const { id } = yield* applyForCredit(loanFor(connectionId))
      assert.strictEqual((yield* applicationNow(id)).state, "requested")
      yield* workAtIntents
      assert.deepInclude(yield* applicationNow(id), { state: "in-review", word: "scoring_pending" })
      const { applications } = yield* bookOf(clientId)
      const [sent] = applications.values()
      assert.deepInclude(sent, {
        business_id: "business-1",
        requested_amount: { value: 1_200_000, unit: "cents", currency: "EUR" },
        duration: 12,
        nominal_interest_rate: 6,
        effective_interest_rate: 6.17,
        partner_contact_name: "Claire Lemaire"
      })
      assert.deepInclude(yield* refreshedCredit(id), { state: "approved" })
      yield* creditDecided(id, "make-loan")
      yield* workAtIntents
      const made = yield* applicationNow(id)
      assert.deepInclude(made, { state: "loan-made", loanReference: sent?.loan?.id ?? null })
      yield* creditDecided(id, "pay-out")
      yield* workAtIntents
      assert.strictEqual((yield* applicationNow(id)).state, "loan-made")
      assert.strictEqual(sent?.loan?.status, "payout_issued")
      const { version } = yield* applicationNow(id)
      yield* confirmPayout(id, version, LocalDate.make("2026-01-31"))
      assert.strictEqual((yield* applicationNow(id)).state, "paid-out")
      const { terms } = yield* onlyLoan
      assert.deepInclude(terms, {
        drawnOn: LocalDate.make("2026-01-31"),
        firstDueOn: LocalDate.make("2026-02-28"),
        instalments: 12
      })
      const { instalments } = yield* Effect.fromResult(scheduleOf(terms))
      assert.deepStrictEqual(instalments.at(-1)?.outstanding, money(0n, EUR))
      assert.deepStrictEqual(new Set((yield* intentStates).map(([, state]) => state)), new Set(["succeeded"]))
    }).pipe(forCompany)
  )

  it.effect("begins on the terms that were granted, not those that were asked for", () =>
    Effect.gen(function* () {
      const { clientId, id: connectionId } = yield* solarisConnection
      const { id } = yield* applyForCredit(loanFor(connectionId, { everyMonths: 3 }))
      yield* workAtIntents
      yield* refreshedCredit(id)
      const [sent] = (yield* bookOf(clientId)).applications.values()
      if (sent === undefined) return yield* Effect.die("nothing was asked for")
      sent.granted = {
        requested_amount: { value: 1_000_000, unit: "cents", currency: "EUR" },
        duration: 10,
        nominal_interest_rate: 6.25
      }
      yield* creditDecided(id, "make-loan")
      yield* workAtIntents
      const made = yield* applicationNow(id)
      assert.deepStrictEqual(made.granted, {
        amount: money(1_000_000n, EUR),
        months: 10,
        nominalRate: "0.0625",
        effectiveRate: "0.0617"
      })
      assert.deepStrictEqual(made.amount, money(1_200_000n, EUR))
      yield* creditDecided(id, "pay-out")
      yield* workAtIntents
      yield* confirmPayout(id, (yield* applicationNow(id)).version, LocalDate.make("2026-01-31"))
      const { terms } = yield* onlyLoan
      assert.deepInclude(terms, {
        principal: money(1_000_000n, EUR),
        yearlyRate: "0.0625",
        instalments: 10,
        everyMonths: 1
      })
    }).pipe(forCompany)
  )

  it.effect("is followed without any notification until nothing of it can change", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* solarisConnection
      const { id } = yield* applyForCredit(loanFor(connectionId, { amount: money(60_000_000n, EUR) }))
      yield* workAtIntents
      const run = followFinancing.run({ connectionId }, attempt(1))
      assert.deepStrictEqual(yield* run, { applications: 1 })
      assert.deepInclude(yield* applicationNow(id), { state: "rejected", word: "rejected" })
      assert.deepStrictEqual(yield* run, { applications: 0 })
    }).pipe(forCompany)
  )

  it.effect("is followed also where the lender refuses to show another one, and that is said", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* solarisConnection
      const { faults } = yield* Lender
      const first = yield* applyForCredit(loanFor(connectionId))
      const second = yield* applyForCredit(loanFor(connectionId))
      yield* workAtIntents
      const { reference } = yield* applicationNow(first.id)
      faults.push({
        when: "before",
        what: { kind: "status", status: 404 },
        within: reference ?? "none",
        times: 1
      })
      const failure = yield* Effect.flip(followFinancing.run({ connectionId }, attempt(1)))
      assert.strictEqual(failure.code, "providers.not-answered")
      assert.strictEqual((yield* applicationNow(first.id)).state, "in-review")
      assert.strictEqual((yield* applicationNow(second.id)).state, "approved")
    }).pipe(forCompany)
  )

  it.effect("whose schedule would repay nothing is not applied for", () =>
    Effect.gen(function* () {
      const { id } = yield* solarisConnection
      const { applications } = yield* Credits
      const failure = yield* Effect.flip(applyForCredit(loanFor(id, { amount: money(5n, EUR), months: 600 })))
      assert.strictEqual(failure._tag, "LoanNotRepayable")
      assert.deepStrictEqual(yield* applications({ state: undefined, after: Option.none(), limit: 5 }), [])
    }).pipe(forCompany)
  )

  it.effect("takes only the steps that it can: before approval nothing is made, and money leaves once", () =>
    Effect.gen(function* () {
      const { clientId, connectionId, id } = yield* withLoan
      const early = yield* applyForCredit(loanFor(connectionId))
      assert.strictEqual((yield* Effect.flip(creditDecided(early.id, "make-loan")))._tag, "IllegalTransition")
      assert.strictEqual((yield* Effect.flip(creditDecided(id, "make-loan")))._tag, "IllegalTransition")
      const [first, second] = [yield* creditDecided(id, "pay-out"), yield* creditDecided(id, "pay-out")]
      assert.strictEqual(first.id, second.id)
      yield* workAtIntents
      yield* workAtIntents
      const { notifications } = yield* bookOf(clientId)
      assert.strictEqual(notifications.filter(({ type }) => type.endsWith("_LOAN_PAYOUT")).length, 1)
    }).pipe(forCompany)
  )

  it.effect("keeps a word of the lender that nobody knows, and is taken nowhere by it", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* solarisConnection
      const { faults } = yield* Lender
      const { id } = yield* applyForCredit(loanFor(connectionId))
      faults.push({
        when: "after",
        what: { kind: "replace", find: "scoring_pending", by: "tea_break" },
        within: "fronting_loan_applications",
        times: 1
      })
      yield* workAtIntents
      assert.deepInclude(yield* applicationNow(id), { state: "in-review", word: "tea_break" })
    }).pipe(forCompany)
  )

  it.effect("waits for papers and identity as the lender says, in any order", () =>
    Effect.gen(function* () {
      const { clientId, id: connectionId } = yield* solarisConnection
      const { id } = yield* applyForCredit(loanFor(connectionId))
      yield* workAtIntents
      const { reference } = yield* applicationNow(id)
      const seen: Array<string> = []
      for (const status of ["identification_pending", "risk_report_pending", "cdd_pending", "approved"]) {
        yield* decideAtLender(clientId, { application_id: reference, status })
        seen.push((yield* refreshedCredit(id)).state)
      }
      assert.deepStrictEqual(seen, ["identity-needed", "documents-needed", "in-review", "approved"])
    }).pipe(forCompany)
  )
})
