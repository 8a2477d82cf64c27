import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { FinancedInvoiceId, InvoiceCorrection } from "../../../domain/finance/financing/model/index.ts"
import {
  correctInvoice,
  followFinancing,
  presentInvoice,
  requestAdvance
} from "../../../domain/finance/financing/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import {
  advanceOn,
  atFinancer,
  defactoConnection,
  Financer,
  financingWorld,
  invoiceFor,
  tellFinancer,
  workAtIntents
} from "../../support/providers/financingWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const now = (id: FinancedInvoiceId) => Effect.flatMap(Financings, ({ invoice }) => invoice(id))

/** An invoice that the financer wants corrected. */
const sentBack = Effect.gen(function* () {
  const { apiKey, id: connectionId } = yield* defactoConnection
  const number = `F-${uuidV7()}`
  const { connectionId: _, document: __, ...said } = invoiceFor(connectionId, number)
  const { id } = yield* presentInvoice(invoiceFor(connectionId, number))
  yield* workAtIntents
  yield* tellFinancer(apiKey, "/simulation/to-edit", { invoice_number: number })
  const follow = followFinancing.run({ connectionId }, attempt(1))
  return { apiKey, connectionId, id, number, said, follow }
})

const right = (said: InvoiceCorrection, number: string): InvoiceCorrection => ({ ...said, number })

layer(financingWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "an invoice that its financer wants corrected",
  (it) => {
    it.effect(
      "is corrected at the financer, submitted again and verified; what was said before is gone",
      () =>
        Effect.gen(function* () {
          const { apiKey, follow, id, number, said } = yield* sentBack
          yield* follow
          const back = yield* now(id)
          assert.deepInclude(back, { state: "to-complete", word: "TO_EDIT" })
          assert.strictEqual(back.reason?.fr, "INVOICE_MISSING_LEGAL_MENTION")
          const asked = yield* correctInvoice(id, back.version, {
            ...right(said, `${number}-B`),
            net: money(40_100n, EUR),
            total: money(48_100n, EUR)
          })
          assert.deepInclude(asked, { state: "correcting", number: `${number}-B`, reason: null })
          yield* workAtIntents
          assert.deepInclude(yield* now(id), { state: "submitted", number: `${number}-B` })
          yield* follow
          assert.strictEqual((yield* now(id)).state, "verified")
          const [there] = yield* atFinancer(apiKey, "/invoices")
          assert.deepInclude(there, {
            invoice_number: `${number}-B`,
            total_amount: 48_100,
            status: "VERIFIED"
          })
        }).pipe(forCompany)
    )

    it.effect(
      "takes one correction of one version, only when it is wanted, under a number that is free",
      () =>
        Effect.gen(function* () {
          const { connectionId, follow, id, number, said } = yield* sentBack
          const early = yield* Effect.flip(correctInvoice(id, 2, said))
          assert.deepInclude(early, { _tag: "IllegalTransition", from: "submitted" })
          yield* follow
          const { version } = yield* now(id)
          yield* presentInvoice(invoiceFor(connectionId, `${number}-C`))
          const taken = yield* Effect.flip(correctInvoice(id, version, right(said, `${number}-C`)))
          assert.strictEqual(taken._tag, "AlreadyExists")
          const many = yield* Effect.all(
            Array.from({ length: 50 }, () => Effect.result(correctInvoice(id, version, said))),
            { concurrency: 50 }
          )
          assert.strictEqual(many.filter(({ _tag }) => _tag === "Success").length, 1)
          yield* follow
          assert.strictEqual((yield* now(id)).state, "correcting")
          yield* workAtIntents
          assert.strictEqual((yield* now(id)).state, "submitted")
        }).pipe(forCompany)
    )

    it.effect(
      "is to be corrected again, in the financer's words, when the correction is refused or lost",
      () =>
        Effect.gen(function* () {
          const { follow, id, said } = yield* sentBack
          const { faults } = yield* Financer
          yield* follow
          faults.push({
            when: "before",
            what: { kind: "status", status: 422 },
            within: "/submit",
            times: 1
          })
          yield* correctInvoice(id, (yield* now(id)).version, said)
          yield* workAtIntents
          const refused = yield* now(id)
          assert.strictEqual(refused.state, "to-complete")
          assert.strictEqual(refused.reason?.code, "http-422")
          faults.push({ when: "after", what: { kind: "cut" }, within: "/submit", times: 1 })
          yield* correctInvoice(id, refused.version, said)
          yield* workAtIntents
          assert.strictEqual((yield* now(id)).state, "correcting")
          yield* workAtIntents
          assert.strictEqual((yield* now(id)).state, "verified")
        }).pipe(forCompany)
    )

    it.effect("stays worth what was asked for on it", () =>
      Effect.gen(function* () {
        const { follow, id, said } = yield* sentBack
        const { advanceOn: live } = yield* Financings
        yield* requestAdvance(advanceOn(id))
        yield* follow
        assert.isTrue(Option.isSome(yield* live(id)))
        const { version } = yield* now(id)
        const less = { ...said, net: money(30_000n, EUR), total: money(38_000n, EUR) }
        assert.strictEqual((yield* Effect.flip(correctInvoice(id, version, less)))._tag, "AdvanceTooLarge")
        yield* correctInvoice(id, version, said)
      }).pipe(forCompany)
    )
  }
)
