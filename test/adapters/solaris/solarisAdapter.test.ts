import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { solarisAdapter } from "../../../adapters/solaris/solarisAdapter.ts"
import {
  ConnectionId,
  IntentId,
  type OpenConnection,
  ProviderName
} from "../../../domain/finance/providers/model/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { newSolarisState, solarisSimulator } from "../../../simulators/solaris/solarisSimulator.ts"
import { solarisSettings } from "../../support/credit/creditRequests.ts"
import { freshScope } from "../../support/tenants.ts"

const atWork = Effect.gen(function* () {
  const state = newSolarisState()
  const { faults, url } = yield* serveSimulator(solarisSimulator(state))
  const { credit, probe } = yield* solarisAdapter(url)
  if (credit === undefined) return yield* Effect.die("Solaris lends")
  return { credit, probe, faults, state }
})

const solaris = <A, E>(
  title: string,
  test: (world: Effect.Success<typeof atWork>) => Effect.Effect<A, E, TenantScope>
) =>
  it.live(title, () =>
    Effect.flatMap(atWork, test).pipe(
      Effect.provide(providerHttpLayer()),
      Effect.provideServiceEffect(TenantScope, freshScope),
      Effect.scoped
    )
  )

const connection = (part: Partial<OpenConnection> = {}): OpenConnection => ({
  id: ConnectionId.make(uuidV7()),
  version: 1,
  provider: ProviderName.make("solaris"),
  environment: "simulation",
  settings: solarisSettings,
  secrets: { clientId: Redacted.make("client-1"), clientSecret: Redacted.make("secret") },
  ...part
})

const order = {
  amount: money(1_200_000n, EUR),
  months: 12,
  nominalRate: "0.0425",
  effectiveRate: "0.0433",
  purpose: "Machine à bois",
  payToName: "Menuiserie Lemaire",
  payToIban: "FR1420041010050500013M02606",
  contact: null
}

const key = () => IntentId.make(uuidV7())

const fails = (what: Fault["what"], when: Fault["when"], times = 1): Fault => ({
  when,
  what,
  within: "fronting_loan_applications",
  times
})

const applicationsOf = ({ books }: Effect.Success<typeof atWork>["state"]) => [
  ...(books.get("client-1")?.applications.values() ?? [])
]

describe("Solaris, over its simulator", () => {
  solaris("lends: application, loan, payout, each in our words and its own", ({ credit }) =>
    Effect.gen(function* () {
      const [at, ours] = [connection(), key()]
      const made = yield* credit.apply(at, order, ours)
      assert.deepInclude(made.state, { is: "in-review", word: "scoring_pending" })
      const seen = yield* credit.file(at, made.reference)
      assert.deepInclude(seen, { request: ours, state: { is: "approved", word: "approved" } })
      const loan = yield* credit.makeLoan(at, made.reference)
      assert.strictEqual(loan.state.is, "loan-made")
      assert.isNotNull(loan.loanReference)
      const paid = yield* credit.payOut(at, made.reference)
      assert.deepStrictEqual(paid.state, { is: "paid-out", word: "payout_issued" })
    })
  )

  solaris("sends rates in the unit that the contract names, exactly", ({ credit, state }) =>
    Effect.gen(function* () {
      yield* credit.apply(connection(), order, key())
      const share = { ...solarisSettings, rateUnit: "share" }
      yield* credit.apply(connection({ settings: share }), { ...order, nominalRate: "0.1" }, key())
      assert.deepStrictEqual(
        applicationsOf(state).map((one) => [one.nominal_interest_rate, one.effective_interest_rate]),
        [
          [4.25, 4.33],
          [0.1, 0.0433]
        ]
      )
    })
  )

  for (const [title, fault] of [
    ["a cut before the effect", fails({ kind: "cut" }, "before")],
    ["a cut after the effect", fails({ kind: "cut" }, "after")],
    ["a 500 after the effect", fails({ kind: "status", status: 500 }, "after")],
    ["a 429", fails({ kind: "status", status: 429, retryAfterSeconds: 0 }, "before", 2)]
  ] as const) {
    solaris(`applies once under our number, also over ${title}`, ({ credit, faults, state }) =>
      Effect.gen(function* () {
        faults.push(fault)
        const made = yield* credit.apply(connection(), order, key())
        assert.deepStrictEqual(
          applicationsOf(state).map(({ id }) => id),
          [made.reference]
        )
      })
    )
  }

  solaris("does not know what came of an answer that cannot be read, or of a number that is taken", (world) =>
    Effect.gen(function* () {
      const { credit, faults } = world
      faults.push(fails({ kind: "malformed" }, "after"))
      assert.strictEqual(
        (yield* Effect.flip(credit.apply(connection(), order, key())))._tag,
        "OutcomeUnknown"
      )
      faults.push(fails({ kind: "status", status: 409 }, "before"))
      assert.strictEqual(
        (yield* Effect.flip(credit.apply(connection(), order, key())))._tag,
        "OutcomeUnknown"
      )
    })
  )

  solaris("sends what carries no number of ours once: a lost answer to a payout is unknown", (world) =>
    Effect.gen(function* () {
      const { credit, faults, state } = world
      const at = connection()
      const { reference } = yield* credit.apply(at, order, key())
      yield* credit.file(at, reference)
      yield* credit.makeLoan(at, reference)
      for (const fault of [
        fails({ kind: "cut" }, "after"),
        fails({ kind: "status", status: 502 }, "before")
      ]) {
        faults.push(fault)
        assert.strictEqual((yield* Effect.flip(credit.payOut(at, reference)))._tag, "OutcomeUnknown")
      }
      assert.strictEqual(applicationsOf(state)[0]?.loan?.status, "payout_issued")
      const again = yield* Effect.flip(credit.payOut(at, reference))
      assert.deepInclude(again, { _tag: "ProviderRefused", code: "record_not_unique" })
    })
  )

  solaris("keeps a refusal in Solaris's own words", ({ credit }) =>
    Effect.gen(function* () {
      const at = connection()
      const { reference } = yield* credit.apply(at, order, key())
      const refused = yield* Effect.flip(credit.makeLoan(at, reference))
      assert.deepInclude(refused, { _tag: "ProviderRefused", code: "invalid_model" })
      assert.include("message" in refused ? refused.message : "", "scoring_pending")
      const nobody = yield* Effect.flip(credit.file(at, "nobody"))
      assert.deepInclude(nobody, { _tag: "ProviderRefused", code: "model_not_found" })
    })
  )

  solaris("is probed by its credentials, and refuses a business that is not the connection's", (world) =>
    Effect.gen(function* () {
      const { credit, probe } = world
      yield* probe(connection())
      const secrets = { clientId: Redacted.make("refused-1"), clientSecret: Redacted.make("s") }
      assert.strictEqual((yield* Effect.flip(probe(connection({ secrets }))))._tag, "CredentialsRefused")
      const { reference } = yield* credit.apply(connection(), order, key())
      const other = connection({ settings: { ...solarisSettings, businessId: "business-2" } })
      assert.strictEqual((yield* Effect.flip(credit.file(other, reference)))._tag, "ProviderRefused")
      const nameless = connection({ settings: {} })
      assert.strictEqual((yield* Effect.flip(credit.file(nameless, reference)))._tag, "NotSupported")
    })
  )

  it.effect("is refused in the simulation where none runs", () =>
    Effect.gen(function* () {
      const { credit } = yield* solarisAdapter(undefined)
      if (credit === undefined) return yield* Effect.die("Solaris lends")
      const nobody = yield* Effect.flip(credit.apply(connection(), order, key()))
      assert.strictEqual(nobody._tag, "NotSupported")
    }).pipe(Effect.provide(providerHttpLayer()), Effect.provideServiceEffect(TenantScope, freshScope))
  )
})
