import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"
import { drawnLoan } from "./creditRequests.ts"

/** A covenant of at most 3.5 whose figures are given, tested on 31 March 2026, as JSON. */
export const covenantWanted = (part: object = {}) => ({
  label: "Dette nette / fonds propres",
  definition: "Dettes moins trésorerie, sur fonds propres",
  form: "ratio",
  comparison: "at_most",
  threshold: "3.5",
  measure: null,
  testDates: ["2026-03-31", "2299-12-31"],
  warnDays: 60,
  ...part
})

export const collateralWanted = (part: object = {}) => ({
  kind: "pledge",
  label: "Fonds de commerce",
  givenBy: "Menuiserie Lemaire",
  amount: { amount: "12000.00", currency: "EUR" },
  rank: 1,
  from: "2026-01-15",
  to: null,
  ...part
})

const created = (path: string, key: string, body: unknown) =>
  Effect.map(send("POST", path, key, body), ({ json, status, text }) => {
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })

const covenantId = (company: SeededCompany) =>
  Effect.flatMap(drawnLoan(company), (loan) =>
    created(`/v2/credit/loans/${loan}/covenants`, company.key, covenantWanted({ label: company.marker }))
  )

/** How rows of covenants and collateral are made: see `seeds`. */
export const covenantSeeds = {
  covenantId,
  covenantTestId: (company: SeededCompany) =>
    Effect.flatMap(covenantId(company), (covenant) =>
      created(`/v2/credit/covenants/${covenant}/tests`, company.key, {
        on: "2026-03-31",
        figures: {
          numerator: { amount: "40.00", currency: "EUR" },
          denominator: { amount: "10.00", currency: "EUR" }
        }
      })
    ),
  collateralId: (company: SeededCompany) =>
    Effect.flatMap(drawnLoan(company), (loan) =>
      created(`/v2/credit/loans/${loan}/collateral`, company.key, collateralWanted({ label: company.marker }))
    )
}
