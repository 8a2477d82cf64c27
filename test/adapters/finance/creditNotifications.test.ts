import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { solarisNotifications } from "../../../adapters/solaris/notifications.ts"
import type { CreditApplicationId } from "../../../domain/finance/financing/model/index.ts"
import {
  applyForCredit,
  locateCredit,
  requestLocation
} from "../../../domain/finance/financing/usecases/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import {
  applicationNow,
  bookOf,
  creditDecided,
  creditWorld,
  decideAtLender,
  Lender,
  lenderToldOf,
  loanFor,
  onlyLoan,
  refreshedCredit,
  solarisConnection
} from "../../support/credit/creditWorld.ts"
import { workAtIntents } from "../../support/providers/financingWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { disorders, keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const intentOf = (kind: string, id: CreditApplicationId) =>
  Effect.flatMap(ProviderIntents, ({ live }) => Effect.flatMap(live(kind, id), Effect.fromOption))

/** An application that went all the way at the lender, of which we have heard only our own answers. */
const lived = Effect.gen(function* () {
  const connection = yield* solarisConnection
  const { id } = yield* applyForCredit(loanFor(connection.id))
  yield* workAtIntents
  yield* refreshedCredit(id)
  yield* creditDecided(id, "make-loan")
  yield* workAtIntents
  yield* creditDecided(id, "pay-out")
  yield* workAtIntents
  return { ...connection, applicationId: id }
})

layer(creditWorld, { excludeTestServices: true, timeout: "120 seconds" })("what Solaris notifies", (it) => {
  it.effect.each(Object.entries(disorders))("%s, pays out one loan", ([, disorder]) =>
    Effect.gen(function* () {
      const { applicationId, clientId, id } = yield* lived
      const deliveries = yield* lenderToldOf(clientId)
      assert.strictEqual(deliveries.length, 3)
      assert.strictEqual((yield* applicationNow(applicationId)).state, "loan-made")
      const disordered = disorder(deliveries)
      yield* keptDeliveries(id, solarisNotifications, disordered)
      yield* processed(id)
      const told = disordered.some(({ headers }) =>
        headers["solaris-webhook-event-type"].endsWith("LOAN_PAYOUT")
      )
      const { state, word } = yield* applicationNow(applicationId)
      assert.deepStrictEqual(
        [state, word],
        told ? ["paid-out", "payout_issued"] : ["loan-made", "loan_created"]
      )
      yield* keptDeliveries(id, solarisNotifications, deliveries)
      yield* processed(id)
      assert.strictEqual((yield* onlyLoan).creditApplicationId, applicationId)
    }).pipe(forCompany)
  )

  it.effect("an application whose answer was lost is ended by its notification, once", () =>
    Effect.gen(function* () {
      const { clientId, id: connectionId } = yield* solarisConnection
      const { faults } = yield* Lender
      const { applications } = yield* Credits
      const { id } = yield* applyForCredit(loanFor(connectionId))
      const intent = yield* intentOf("credit.apply", id)
      faults.push({ when: "after", what: { kind: "malformed" }, within: "fronting_loan", times: 1 })
      yield* performIntent.run({ intentId: intent.id }, attempt(1))
      assert.strictEqual((yield* intentOf("credit.apply", id)).state, "unknown")
      yield* Effect.flip(settleIntent.run({ intentId: intent.id }, attempt(1)))
      assert.strictEqual((yield* applicationNow(id)).state, "requested")
      const { applications: theirs } = yield* bookOf(clientId)
      const [reference] = theirs.keys()
      yield* decideAtLender(clientId, { application_id: reference, status: "pending" })
      yield* keptDeliveries(connectionId, solarisNotifications, yield* lenderToldOf(clientId))
      yield* processed(connectionId)
      assert.deepInclude(yield* applicationNow(id), { state: "in-review", word: "pending" })
      assert.strictEqual((yield* intentOf("credit.apply", id)).state, "succeeded")
      yield* performIntent.run({ intentId: intent.id }, attempt(2))
      assert.strictEqual(theirs.size, 1)
      assert.lengthOf(yield* applications({ state: undefined, after: Option.none(), limit: 5 }), 1)
    }).pipe(forCompany)
  )

  it.effect(
    "an application whose answer was lost and of which nothing is told is found by its reference",
    () =>
      Effect.gen(function* () {
        const { clientId, id: connectionId } = yield* solarisConnection
        const { faults } = yield* Lender
        const other = yield* applyForCredit(loanFor(connectionId))
        yield* workAtIntents
        const { id } = yield* applyForCredit(loanFor(connectionId))
        faults.push({ when: "after", what: { kind: "malformed" }, within: "fronting_loan", times: 1 })
        yield* workAtIntents
        const { applications: theirs } = yield* bookOf(clientId)
        const [wrong = "", right = ""] = theirs.keys()
        const locate = (reference: string) =>
          locateCredit.run({ creditApplicationId: id, reference }, attempt(1))
        assert.strictEqual((yield* Effect.flip(locate(wrong))).code, "credit.another-application")
        assert.strictEqual((yield* applicationNow(id)).state, "requested")
        assert.deepStrictEqual(yield* locate(right), { state: "approved" })
        assert.strictEqual((yield* intentOf("credit.apply", id)).state, "succeeded")
        const settled = yield* Effect.flip(requestLocation(other.id, right))
        assert.deepInclude(settled, { _tag: "IllegalTransition", attempted: "locate" })
        assert.strictEqual(theirs.size, 2)
      }).pipe(forCompany)
  )

  it.effect(
    "a payout whose answer was lost is unknown, never sent again, and ended by its notification",
    () =>
      Effect.gen(function* () {
        const { clientId, id: connectionId } = yield* solarisConnection
        const { faults } = yield* Lender
        const { id } = yield* applyForCredit(loanFor(connectionId))
        yield* workAtIntents
        yield* refreshedCredit(id)
        yield* creditDecided(id, "make-loan")
        yield* workAtIntents
        yield* creditDecided(id, "pay-out")
        faults.push({ when: "after", what: { kind: "cut" }, within: "/payout", times: 1 })
        yield* workAtIntents
        yield* workAtIntents
        assert.strictEqual((yield* intentOf("credit.pay-out", id)).state, "unknown")
        yield* keptDeliveries(connectionId, solarisNotifications, yield* lenderToldOf(clientId))
        yield* processed(connectionId)
        assert.strictEqual((yield* intentOf("credit.pay-out", id)).state, "succeeded")
        assert.strictEqual((yield* applicationNow(id)).state, "paid-out")
        assert.strictEqual((yield* onlyLoan).creditApplicationId, id)
      }).pipe(forCompany)
  )

  it.effect("a loan that was made while its answer was lost is found on the application", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* solarisConnection
      const { faults } = yield* Lender
      const { id } = yield* applyForCredit(loanFor(connectionId))
      yield* workAtIntents
      yield* refreshedCredit(id)
      yield* creditDecided(id, "make-loan")
      faults.push({ when: "after", what: { kind: "malformed" }, within: "/loan", times: 1 })
      yield* workAtIntents
      assert.strictEqual((yield* intentOf("credit.make-loan", id)).state, "unknown")
      yield* workAtIntents
      assert.strictEqual((yield* intentOf("credit.make-loan", id)).state, "succeeded")
      assert.deepInclude(yield* applicationNow(id), { state: "loan-made", word: "loan_created" })
    }).pipe(forCompany)
  )

  it.effect("what nobody here applied for changes nothing, here or at another company", () =>
    Effect.gen(function* () {
      const { clientId } = yield* lived
      const told = yield* lenderToldOf(clientId)
      const other = yield* freshTenant
      yield* Effect.gen(function* () {
        const { id } = yield* solarisConnection
        const { applications } = yield* Credits
        yield* keptDeliveries(id, solarisNotifications, told)
        const counts = yield* processed(id)
        assert.deepInclude(counts, { processed: 0, ignored: told.length, failed: 0 })
        assert.lengthOf(yield* applications({ state: undefined, after: Option.none(), limit: 5 }), 0)
      }).pipe(Effect.provideService(TenantScope, other))
    }).pipe(forCompany)
  )
})
