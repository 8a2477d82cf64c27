import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"
import { gatewayOver } from "./paymentRequests.ts"
import { paymentSeeds } from "./paymentSeeds.ts"

/** A plan of the company over HTTP; answers its id. */
export const planOver = (key: string, label: string) =>
  Effect.gen(function* () {
    const { json, status, text } = yield* send("POST", "/v2/subscription-plans", key, {
      code: `P${uuidV7().slice(-12)}`,
      label,
      amount: { amount: "49.00", currency: "EUR" },
      rhythm: { unit: "month", every: 1, dayOfMonth: 31 },
      payments: null
    })
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })

/** A card that the gateway keeps, as it stands once a worker has stored it. */
export const keptCard = ({ key, marker, scope }: Pick<SeededCompany, "key" | "marker" | "scope">) =>
  Effect.gen(function* () {
    const id = yield* paymentSeeds.paymentMethodId({ key, marker })
    const { statements } = yield* TenantSql
    yield* statements(
      ({ sql, tenantId }) => sql`update azals.payment_method set state = 'kept', gateway_reference = ${id}
        where tenant_id = ${tenantId} and id = ${id}`
    )
    return id
  }).pipe(Effect.provideService(TenantScope, scope))

const planId = ({ key, marker }: SeededCompany) => planOver(key, marker)

/** Rows of subscriptions: see `seeds`. */
export const subscriptionSeeds = {
  gatewaySubscriptionId: ({ key, marker }: SeededCompany) =>
    Effect.gen(function* () {
      const { json, status, text } = yield* send("POST", "/v2/gateway-subscriptions", key, {
        connectionId: yield* gatewayOver(key),
        reference: uuidV7(),
        label: marker
      })
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  planId,
  subscriptionPlanId: planId,
  subscriptionId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { key, marker } = company
      const plan = yield* planOver(key, marker)
      const method = yield* keptCard(company)
      const payment = yield* paymentSeeds.paymentId({ key, marker })
      const id = uuidV7()
      const { statements } = yield* TenantSql
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.subscription (tenant_id, id, plan_id, payment_method_id,
            initial_payment_id, label, start_on, next_on)
          values (${tenantId}, ${id}, ${plan}, ${method}, ${payment}, ${marker}, '2999-01-01', '2999-01-31')`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope))
}
