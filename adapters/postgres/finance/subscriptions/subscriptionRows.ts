import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Party } from "../../../../domain/finance/accounting/model/index.ts"
import {
  Rhythm,
  Subscription,
  SubscriptionCharge,
  type SubscriptionId,
  SubscriptionPlan
} from "../../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const PlanRow = Schema.Struct({
  ...SubscriptionPlan.fields,
  amount: Schema.BigInt,
  currency: CurrencyCode,
  rhythm: Rhythm,
  createdAt: Schema.DateTimeUtcFromDate
})

export const plans = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: PlanRow,
    execute: () => sql`select id, code, label, currency, amount, rhythm, payments, active,
        created_at as "createdAt", version
      from azals.subscription_plan where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amount, currency, ...row }): SubscriptionPlan => ({
        ...row,
        amount: money(amount, currency)
      }))
    )
  )

const Row = Schema.Struct({
  ...Subscription.fields,
  party: Schema.NullOr(Party),
  startOn: LocalDate,
  nextOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

export const subscriptions = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  Effect.orDie(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Row,
      execute: () => sql`select id, plan_id as "planId", payment_method_id as "paymentMethodId",
          initial_payment_id as "initialPaymentId", label, party, start_on::text as "startOn", state, ordinal, taken,
          next_on::text as "nextOn", note, created_at as "createdAt", version
        from azals.subscription where tenant_id = ${tenantId} and ${rest}`
    })(undefined)
  )

/** The newest first, 100 at most: one that has more is asked about by its payments. */
export const charges = ({ sql, tenantId }: TenantStatements, id: SubscriptionId) =>
  Effect.orDie(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: SubscriptionCharge,
      execute: () => sql`select ordinal, due_on::text as "dueOn", state, attempts, payment_id as "paymentId",
          retry_on::text as "retryOn"
        from azals.subscription_charge where tenant_id = ${tenantId} and subscription_id = ${id}
        order by ordinal desc limit 100`
    })(undefined)
  )
