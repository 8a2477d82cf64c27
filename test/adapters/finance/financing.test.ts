import { assert, layer } from "@effect/vitest"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { Effect, Option, type Schema } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  askFinancer,
  decideAdvance,
  enrolBorrower,
  presentInvoice,
  refreshAdvance,
  requestAdvance,
  syncFinancing,
  withdrawInvoice
} from "../../../domain/finance/financing/usecases/index.ts"
import { FinancialEvents } from "../../../ports/finance/FinancialEvents.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  advanceOn,
  atFinancer,
  dayAtFinancer,
  decided,
  defactoConnection,
  Financer,
  financingWorld,
  invoiceFor,
  tellFinancer,
  workAtIntents
} from "../../support/providers/financingWorld.ts"
import { financingBooks } from "../../support/providers/financingBooks.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

/** A company with an invoice that the financer has verified. */
const presented = Effect.gen(function* () {
  const connection = yield* defactoConnection
  const { id } = yield* presentInvoice(invoiceFor(connection.id, `F-${uuidV7()}`))
  yield* workAtIntents
  return { ...connection, connectionId: connection.id, invoiceId: id }
})

const advanceNow = (id: Parameters<typeof decideAdvance>[0]) =>
  Effect.flatMap(Financings, ({ advance }) => advance(id))

const refreshed = (advanceId: Parameters<typeof decideAdvance>[0]) =>
  Effect.andThen(refreshAdvance.run({ advanceId }, attempt(1)), advanceNow(advanceId))

const intentStates = Effect.flatMap(ProviderIntents, ({ list }) =>
  Effect.map(list({ state: Option.none(), after: Option.none(), limit: 50 }), (all) =>
    all.map(({ state }) => state)
  )
)

/** The same, with money paid out on it on 3 February 2026. */
const paidOut = Effect.gen(function* () {
  const company = yield* presented
  yield* dayAtFinancer(company.apiKey, "2026-02-01T12:00:00Z")
  const { id } = yield* requestAdvance(advanceOn(company.invoiceId))
  yield* workAtIntents
  yield* refreshed(id)
  yield* decided(id, { _tag: "Validate" })
  yield* workAtIntents
  yield* refreshed(id)
  yield* dayAtFinancer(company.apiKey, "2026-02-04T12:00:00Z")
  return { ...company, id }
})

layer(financingWorld, { excludeTestServices: true, timeout: "120 seconds" })("an invoice", (it) => {
  it.effect("is presented, financed, validated, paid out, repaid, and each step is seen", () =>
    Effect.gen(function* () {
      const { apiKey, invoiceId } = yield* presented
      const { invoice } = yield* Financings
      assert.strictEqual((yield* invoice(invoiceId)).state, "submitted")
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      yield* workAtIntents
      assert.deepInclude(yield* advanceNow(id), { state: "in-review", word: "PENDING_VALIDATION" })
      assert.strictEqual((yield* refreshed(id)).state, "to-validate")
      yield* decided(id, { _tag: "Validate" })
      yield* workAtIntents
      assert.strictEqual((yield* advanceNow(id)).state, "validated")
      yield* dayAtFinancer(apiKey, "2026-02-04T12:00:00Z")
      const paid = yield* refreshed(id)
      assert.deepInclude(paid, { state: "paid-out", feesEstimated: money(1_120n, EUR) })
      yield* decided(id, { _tag: "Reschedule", repayOn: LocalDate.make("2026-03-01") })
      yield* workAtIntents
      assert.strictEqual((yield* advanceNow(id)).repayOn, LocalDate.make("2026-03-01"))
      yield* dayAtFinancer(apiKey, "2026-03-02T12:00:00Z")
      assert.deepInclude(yield* refreshed(id), { state: "repaid", repaid: money(41_120n, EUR) })
      assert.strictEqual((yield* invoice(invoiceId)).state, "paid")
      assert.deepStrictEqual(new Set(yield* intentStates), new Set(["succeeded"]))
    }).pipe(forCompany)
  )

  it.effect("is financed once, also when fifty ask at once: the others are told of the live one", () =>
    Effect.gen(function* () {
      const { apiKey, invoiceId } = yield* presented
      const many = yield* Effect.all(
        Array.from({ length: 50 }, () => Effect.result(requestAdvance(advanceOn(invoiceId)))),
        { concurrency: 50 }
      )
      const made = many.flatMap((one) => (one._tag === "Success" ? [one.success.id] : []))
      const refused = many.flatMap((one) => (one._tag === "Failure" ? [one.failure] : []))
      assert.strictEqual(made.length, 1)
      assert.strictEqual(refused.length, 49)
      for (const failure of refused) {
        assert.deepStrictEqual(
          failure._tag === "InvoiceAlreadyFinanced" ? failure.advanceId : failure,
          made[0]
        )
      }
      yield* workAtIntents
      assert.strictEqual((yield* atFinancer(apiKey, "/loans")).length, 1)
    }).pipe(forCompany)
  )

  it.effect("can be financed again once its advance was cancelled, and not before", () =>
    Effect.gen(function* () {
      const { invoiceId } = yield* presented
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      yield* workAtIntents
      yield* refreshed(id)
      assert.strictEqual(
        (yield* Effect.flip(requestAdvance(advanceOn(invoiceId))))._tag,
        "InvoiceAlreadyFinanced"
      )
      yield* decided(id, { _tag: "Cancel" })
      yield* workAtIntents
      assert.strictEqual((yield* advanceNow(id)).state, "cancelled")
      const again = yield* requestAdvance(advanceOn(invoiceId))
      assert.notStrictEqual(again.id, id)
      const { version } = yield* advanceNow(id)
      const late = yield* Effect.flip(decideAdvance(id, version - 1, { _tag: "Validate" }))
      assert.strictEqual(late._tag, "VersionConflict")
      const illegal = yield* Effect.flip(decided(id, { _tag: "Validate" }))
      assert.deepInclude(illegal, { _tag: "IllegalTransition", allowed: [] })
    }).pipe(forCompany)
  )

  it.effect("whose request was lost after its effect is found by its key, and asked for once", () =>
    Effect.gen(function* () {
      const { apiKey, invoiceId } = yield* presented
      const { faults } = yield* Financer
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      faults.push({ when: "after", what: { kind: "cut" }, within: "salt_id", times: 3 })
      yield* workAtIntents
      assert.include(yield* intentStates, "unknown")
      assert.strictEqual((yield* advanceNow(id)).state, "requested")
      yield* workAtIntents
      assert.notInclude(yield* intentStates, "unknown")
      assert.strictEqual((yield* advanceNow(id)).state, "to-validate")
      assert.strictEqual((yield* atFinancer(apiKey, "/loans")).length, 1)
    }).pipe(forCompany)
  )

  it.effect("whose presentation was lost is found by its number, and presented once", () =>
    Effect.gen(function* () {
      const { apiKey, id: connectionId } = yield* defactoConnection
      const { faults } = yield* Financer
      const number = `F-${uuidV7()}`
      const { id } = yield* presentInvoice(invoiceFor(connectionId, number))
      faults.push({ when: "after", what: { kind: "cut" }, within: number, times: 1 })
      yield* workAtIntents
      assert.deepStrictEqual(yield* intentStates, ["unknown"])
      yield* workAtIntents
      const { invoice } = yield* Financings
      assert.strictEqual((yield* invoice(id)).state, "verified")
      assert.strictEqual((yield* atFinancer(apiKey, "/invoices")).length, 1)
    }).pipe(forCompany)
  )

  it.effect("with the same number is presented once while it is alive", () =>
    Effect.gen(function* () {
      const { connectionId, invoiceId } = yield* presented
      const { invoice } = yield* Financings
      const { number } = yield* invoice(invoiceId)
      const twice = yield* Effect.flip(presentInvoice(invoiceFor(connectionId, number)))
      assert.deepInclude(twice, { _tag: "InvoiceAlreadyPresented", financedInvoiceId: invoiceId })
      yield* withdrawInvoice(invoiceId, 2)
      yield* workAtIntents
      assert.strictEqual((yield* invoice(invoiceId)).state, "withdrawn")
      yield* presentInvoice(invoiceFor(connectionId, number))
    }).pipe(forCompany)
  )

  it.effect("that the financer declines is refused in the financer's own words, and may be tried again", () =>
    Effect.gen(function* () {
      const { apiKey, invoiceId } = yield* presented
      yield* tellFinancer(apiKey, "/sandbox/business-eligible", {
        business_identifier: "732829320",
        scenario: "NOT_ELIGIBLE"
      })
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      yield* workAtIntents
      const { reason, state } = yield* advanceNow(id)
      assert.strictEqual(state, "refused")
      assert.strictEqual(reason?.code, "COUNTRY_NOT_ELIGIBLE_BORROWER")
      assert.include(reason?.fr, "Motif COUNTRY_NOT_ELIGIBLE_BORROWER (simulation)")
      yield* requestAdvance(advanceOn(invoiceId))
    }).pipe(forCompany)
  )

  it.effect("in a state that nobody knows yet keeps the financer's word", () =>
    Effect.gen(function* () {
      const { invoiceId } = yield* presented
      const { faults } = yield* Financer
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      faults.push({
        when: "after",
        what: { kind: "replace", find: "PENDING_VALIDATION", by: "IN_THE_CLOUDS" },
        within: "salt_id",
        times: 1
      })
      yield* workAtIntents
      assert.deepInclude(yield* advanceNow(id), { state: "in-review", word: "IN_THE_CLOUDS" })
    }).pipe(forCompany)
  )

  it.effect("worth less than what is asked for is not financed", () =>
    Effect.gen(function* () {
      const { invoiceId } = yield* presented
      const dear = yield* Effect.flip(requestAdvance(advanceOn(invoiceId, { amount: money(48_001n, EUR) })))
      assert.strictEqual(dear._tag, "AdvanceTooLarge")
    }).pipe(forCompany)
  )

  it.effect("needs a borrower, who is enrolled once and asked for with its lines", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* defactoConnection
      const company = { scheme: "siren", number: "732829320", name: "Lemaire" } as const
      const iban = Iban.make("FR1420041010050500013M02606")
      yield* enrolBorrower(connectionId, company, iban)
      yield* enrolBorrower(connectionId, company, iban)
      yield* workAtIntents
      assert.deepStrictEqual(yield* intentStates, ["succeeded"])
      const ask = (question: { readonly [field: string]: Schema.Json }) =>
        askFinancer.run({ connectionId, question }, attempt(1))
      const lines = yield* ask({ _tag: "Lines", company })
      assert.include(JSON.stringify(lines), '"limit":{"amount":"200000.00","currency":"EUR"}')
      assert.include(JSON.stringify(lines), '"dailyRate":"0.0005"')
      const none = { amount: "0.00", currency: "EUR" }
      assert.include(JSON.stringify(lines), `"used":${JSON.stringify(none)}`)
      const unmet = yield* ask({ _tag: "Counterparty", company })
      assert.deepStrictEqual(unmet, { counterparty: null })
      const eligible = yield* ask({ _tag: "Eligibility", company, as: "buyer" })
      assert.deepStrictEqual(eligible, { answer: "eligible", reasons: [] })
    }).pipe(forCompany)
  )

  it.effect("uses its line and its buyer's limit, which are read with what is used, pending and left", () =>
    Effect.gen(function* () {
      const { apiKey, connectionId, invoiceId } = yield* presented
      const seller = { scheme: "siren", number: "732829320", name: "Lemaire" } as const
      yield* enrolBorrower(connectionId, seller, Iban.make("FR1420041010050500013M02606"))
      yield* dayAtFinancer(apiKey, "2026-02-01T12:00:00Z")
      const { id } = yield* requestAdvance(advanceOn(invoiceId))
      yield* workAtIntents
      const ask = (question: { readonly [field: string]: Schema.Json }) =>
        Effect.map(askFinancer.run({ connectionId, question }, attempt(1)), (answer) =>
          JSON.stringify(answer)
        )
      const lines = ask({ _tag: "Lines", company: seller })
      assert.include(yield* lines, '"pending":{"amount":"400.00","currency":"EUR"}')
      yield* refreshed(id)
      yield* decided(id, { _tag: "Validate" })
      yield* workAtIntents
      yield* refreshed(id)
      yield* dayAtFinancer(apiKey, "2026-02-04T12:00:00Z")
      const used = yield* lines
      assert.include(used, '"used":{"amount":"400.00","currency":"EUR"}')
      assert.include(used, '"available":{"amount":"199600.00","currency":"EUR"}')
      const buyer = { scheme: "siren", number: "552100554", name: null }
      const limit = yield* ask({ _tag: "Counterparty", company: buyer })
      assert.include(limit, '"limit":{"amount":"50000.00","currency":"EUR"}')
      assert.include(limit, '"available":{"amount":"49600.00","currency":"EUR"}')
    }).pipe(forCompany)
  )

  it.effect(
    "leaves a journal that is read once, from where it ended, and says what is not in the books",
    () =>
      Effect.gen(function* () {
        const { apiKey, connectionId } = yield* paidOut
        const sync = syncFinancing.run({ connectionId }, attempt(1))
        assert.deepStrictEqual(yield* sync, { kept: 1, posted: 0, waiting: 1 })
        assert.deepStrictEqual(yield* sync, { kept: 0, posted: 0, waiting: 1 })
        yield* dayAtFinancer(apiKey, "2026-04-02T12:00:00Z")
        assert.deepStrictEqual(yield* sync, { kept: 2, posted: 0, waiting: 3 })
        const { journal } = yield* Financings
        const kept = yield* journal({ state: undefined, after: Option.none(), limit: 10 })
        assert.deepStrictEqual(new Set(kept.map(({ obstacle }) => obstacle)), new Set(["NoPostingRule"]))
      }).pipe(forCompany)
  )

  it.effect("goes to the books by the posting rules, once, and a charge-back undoes its repayment", () =>
    Effect.gen(function* () {
      const { apiKey, connectionId } = yield* paidOut
      yield* financingBooks
      yield* dayAtFinancer(apiKey, "2026-04-02T12:00:00Z")
      const { faults } = yield* Financer
      const sync = syncFinancing.run({ connectionId }, attempt(1))
      assert.deepStrictEqual(yield* sync, { kept: 3, posted: 3, waiting: 0 })
      assert.deepStrictEqual(yield* sync, { kept: 0, posted: 0, waiting: 0 })
      const { list } = yield* FinancialEvents
      const types = Effect.map(list({}, 50, Option.none()), (all) =>
        all.map(({ event: { items, type } }) => `${type} ${items[0]?.net.minor}`)
      )
      const once = [
        "financing.advance 40000",
        "financing.assignment 48000",
        "financing.fees 1120",
        "financing.repayment 40000"
      ]
      assert.deepStrictEqual(new Set(yield* types), new Set(once))
      faults.push({
        when: "after",
        what: {
          kind: "replace",
          find: "LOAN_REPAYMENT_NOMINAL_PAID",
          by: "LOAN_REPAYMENT_NOMINAL_CHARGED_BACK"
        },
        within: "/events",
        times: 1
      })
      assert.deepStrictEqual(yield* sync, { kept: 1, posted: 1, waiting: 0 })
      assert.deepStrictEqual(new Set(yield* types), new Set([...once, "financing.repayment -40000"]))
    }).pipe(forCompany)
  )

  it.effect("whose money came back in a way that nobody explains waits for a person, who is told once", () =>
    Effect.gen(function* () {
      const { apiKey, connectionId } = yield* paidOut
      yield* financingBooks
      yield* dayAtFinancer(apiKey, "2026-04-02T12:00:00Z")
      const { faults } = yield* Financer
      const { add } = yield* PostingRules
      const { journal } = yield* Financings
      const sync = syncFinancing.run({ connectionId }, attempt(1))
      yield* sync
      const told = (find: string, by: string) =>
        Effect.sync(() => {
          const what = { kind: "replace", find, by } as const
          faults.push({ when: "after", what, within: "/events", times: 1 })
        })
      const waiting = Effect.map(journal({ state: "waiting", after: Option.none(), limit: 9 }), (all) =>
        all.map(({ kind, obstacle }) => [kind, obstacle] as const)
      )
      yield* told("LOAN_REPAYMENT_NOMINAL_PAID", "LOAN_REFUND_PAID")
      assert.deepStrictEqual(yield* sync, { kept: 1, posted: 0, waiting: 1 })
      yield* told("LOAN_REPAYMENT_FEES_PAID", "LOAN_RETURNED_PAID")
      assert.deepStrictEqual(yield* sync, { kept: 1, posted: 0, waiting: 2 })
      assert.deepStrictEqual(
        new Map(yield* waiting),
        new Map([
          ["LOAN_REFUND_PAID", "NoPostingRule"],
          ["LOAN_RETURNED_PAID", "AmountNotGiven"]
        ])
      )
      assert.lengthOf(yield* publishedOf("financing.advance.not_posted"), 2)
      yield* add({
        eventType: "financing.refund",
        journal: "BQ",
        controlAccount: AccountCode.make("512"),
        netAccount: AccountCode.make("467"),
        side: "debit"
      })
      assert.deepStrictEqual(yield* sync, { kept: 0, posted: 1, waiting: 1 })
      assert.deepStrictEqual(yield* waiting, [["LOAN_RETURNED_PAID", "AmountNotGiven"]])
    }).pipe(forCompany)
  )
})

const publishedOf = (type: string) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`select 1 from azals.outbox where tenant_id = ${tenantId} and type = ${type}`
    )
  )
