import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"

/** The settings of a connection to Solaris: a company that it knows, and what the contract says. */
export const solarisSettings = {
  businessId: "business-1",
  settlementIban: "FR1420041010050500013M02606",
  rateUnit: "percent"
}

/** An enabled connection to the simulated Solaris, over HTTP. */
export const lenderOver = (key: string, clientId = `client-${uuidV7()}`) =>
  Effect.gen(function* () {
    const made = yield* send("POST", "/v2/finance/connections", key, {
      provider: "solaris",
      environment: "simulation",
      label: "Solaris",
      settings: solarisSettings,
      secrets: { clientId, clientSecret: "secret" }
    })
    assert.strictEqual(made.status, 201, made.text)
    const id = textAt(made.json, "id")
    const enabled = yield* send("POST", `/v2/finance/connections/${id}/enable`, key, undefined, 1)
    assert.strictEqual(enabled.status, 200, enabled.text)
    return id
  })

/** An application for 12,000 euros over 12 months, as JSON. */
export const creditWanted = (connectionId: string, part: object = {}) => ({
  connectionId,
  amount: { amount: "12000.00", currency: "EUR" },
  months: 12,
  nominalRate: "0.06",
  effectiveRate: "0.0617",
  purpose: "Machine à bois",
  payToName: "Menuiserie Lemaire",
  payToIban: "FR1420041010050500013M02606",
  contact: null,
  method: "constant_annuity",
  dayCount: "thirty_360",
  everyMonths: 1,
  consents: { terms: true, data: true, scoring: true },
  ...part
})

const application = ({ key, marker }: SeededCompany) =>
  Effect.gen(function* () {
    const body = creditWanted(yield* lenderOver(key), { purpose: marker })
    const made = yield* send("POST", "/v2/credit/applications", key, body)
    assert.strictEqual(made.status, 201, made.text)
    return textAt(made.json, "id")
  })

/** A loan of 12,000 euros at 6 %, drawn on 15 January 2026, of the company whose scope and key it is. */
export const drawnLoan = (company: SeededCompany) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const [id, movement, applicationId] = [uuidV7(), uuidV7(), yield* application(company)]
    const terms = JSON.stringify({
      principal: { amount: "12000.00", currency: "EUR" },
      yearlyRate: "0.06",
      method: "constant_annuity",
      dayCount: "thirty_360",
      drawnOn: "2026-01-15",
      firstDueOn: "2026-02-15",
      instalments: 12,
      everyMonths: 1
    })
    yield* statements(({ sql, tenantId }) =>
      Effect.andThen(
        sql`insert into azals.loan (tenant_id, id, credit_application_id, terms)
          values (${tenantId}, ${id}, ${applicationId}, ${terms}::jsonb)`,
        sql`insert into azals.loan_movement
            (tenant_id, id, loan_id, kind, moved_on, principal_minor, interest_minor, currency, posting)
          values (${tenantId}, ${movement}, ${id}, 'disbursement', '2026-01-15', 1200000, 0, 'EUR', 'waiting')`
      )
    )
    return id
  }).pipe(Effect.provideService(TenantScope, company.scope))

/** How rows of credit are made; a loan begins where a worker does: see `seeds`. */
export const creditSeeds = {
  creditApplicationId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const id = yield* application(company)
      yield* statements(
        ({ sql, tenantId }) => sql`update azals.credit_application set state = 'loan-made', reference = ${id}
          where tenant_id = ${tenantId} and id = ${id}`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope)),
  loanId: drawnLoan,
  loanMovementId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const loanId = yield* drawnLoan(company)
      const body = { dueOn: "2026-02-15", paidOn: "2026-02-16" }
      const paid = yield* send("POST", `/v2/credit/loans/${loanId}/instalments`, company.key, body)
      assert.strictEqual(paid.status, 201, paid.text)
      return textAt(paid.json, "id")
    })
}
