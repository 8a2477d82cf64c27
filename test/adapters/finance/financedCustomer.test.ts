import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { postEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import {
  presentInvoice,
  refreshAdvance,
  requestAdvance,
  syncFinancing
} from "../../../domain/finance/financing/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Reports } from "../../../ports/finance/Reports.ts"
import { financingBooks } from "../../support/providers/financingBooks.ts"
import {
  advanceOn,
  dayAtFinancer,
  decided,
  defactoConnection,
  financingWorld,
  invoiceFor,
  workAtIntents
} from "../../support/providers/financingWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

/** What each customer still owes. */
const owed = Effect.flatMap(Reports, ({ agedBalance }) =>
  Effect.map(agedBalance("customers", LocalDate.make("2026-02-28"), 10, Option.none()), ({ items }) =>
    items.map(({ party, total }) => [party?.code, total.minor])
  )
)

const sale = postEntry({
  journal: "BQ",
  date: LocalDate.make("2026-01-31"),
  label: "Facture F-1",
  lines: [
    {
      account: AccountCode.make("411"),
      party: { code: "C001", label: "Grand Chantier SA" },
      debit: money(48_000n, EUR),
      dueDate: LocalDate.make("2026-03-31")
    },
    { account: AccountCode.make("706"), credit: money(48_000n, EUR) }
  ]
})

layer(financingWorld, { excludeTestServices: true, timeout: "120 seconds" })("a financed invoice", (it) => {
  it.effect("names its customer, who no longer owes it once it is assigned", () =>
    Effect.gen(function* () {
      yield* financingBooks
      const { apiKey, id: connectionId } = yield* defactoConnection
      const wanted = { ...invoiceFor(connectionId, "F-1"), customer: "C001" }
      const early = yield* Effect.flip(presentInvoice(wanted))
      assert.deepInclude(early, { _tag: "UnknownCustomer", code: "C001" })
      yield* sale
      assert.deepStrictEqual(yield* owed, [["C001", 48_000n]])
      const { customer, id } = yield* presentInvoice(wanted)
      assert.deepStrictEqual(customer, { code: "C001", label: "Grand Chantier SA" })
      yield* workAtIntents
      yield* dayAtFinancer(apiKey, "2026-02-01T12:00:00Z")
      const { id: advanceId } = yield* requestAdvance(advanceOn(id))
      yield* workAtIntents
      yield* refreshAdvance.run({ advanceId }, attempt(1))
      yield* decided(advanceId, { _tag: "Validate" })
      yield* workAtIntents
      yield* refreshAdvance.run({ advanceId }, attempt(1))
      yield* dayAtFinancer(apiKey, "2026-02-04T12:00:00Z")
      yield* syncFinancing.run({ connectionId }, attempt(1))
      assert.deepStrictEqual(yield* owed, [])
    }).pipe(forCompany)
  )
})
