import { Effect, Layer, Option } from "effect"
import type {
  NewSubscriptionPlan,
  SubscriptionId,
  SubscriptionPlanChange,
  SubscriptionPlanId
} from "../../../../domain/finance/payments/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { type SubscriptionStep, Subscriptions } from "../../../../ports/finance/Subscriptions.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { charges, plans, subscriptions } from "./subscriptionRows.ts"

export const subscriptionsLayer = Layer.effect(
  Subscriptions,
  Effect.map(TenantSql, ({ statements }) =>
    Subscriptions.of({
      addPlan: (id, wanted) => statements((unit) => addPlan(unit, id, wanted)),
      plan: (id) => statements((unit) => planOf(unit, id)),
      plans: (after, limit) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return plans(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`
          )
        }),
      changePlan: (id, version, change) => statements((unit) => changePlan(unit, id, version, change)),
      add: (added) => statements((unit) => add(unit, added)),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.subscription
              where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: ({ after, limit, planId, state }) =>
        statements((unit) => {
          const [last, plan, only] = [
            Option.getOrNull(after),
            Option.getOrNull(planId),
            Option.getOrNull(state)
          ]
          return subscriptions(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
              and (${plan}::uuid is null or plan_id = ${plan}::uuid) order by id desc limit ${limit}`
          )
        }),
      step: (id, step) => statements((unit) => stepped(unit, id, step)),
      setCharge: (id, { attempts, dueOn, ordinal, paymentId, retryOn, state }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.subscription_charge
              (tenant_id, subscription_id, ordinal, due_on, state, attempts, payment_id, retry_on)
            values (${tenantId}, ${id}, ${ordinal}, ${dueOn}::date, ${state}, ${attempts}, ${paymentId}, ${retryOn}::date)
            on conflict (tenant_id, subscription_id, ordinal) do update set state = excluded.state,
              attempts = excluded.attempts, payment_id = excluded.payment_id, retry_on = excluded.retry_on`)
        ),
      lookOn: (id, day) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.subscription set look_on = ${day}::date
            where tenant_id = ${tenantId} and id = ${id}`)
        )
    })
  )
)

const addPlan = (unit: TenantStatements, id: SubscriptionPlanId, plan: NewSubscriptionPlan) =>
  Effect.gen(function* () {
    const { amount, code, label, payments, rhythm } = plan
    const added = yield* unit.sql`insert into azals.subscription_plan
        (tenant_id, id, code, label, currency, amount, rhythm, payments)
      values (${unit.tenantId}, ${id}, ${code}, ${label}, ${amount.currency}, ${amount.minor},
        ${JSON.stringify(rhythm)}::jsonb, ${payments})
      on conflict (tenant_id, code) do nothing returning id`
    if (added.length === 0) return yield* new AlreadyExists({ entity: "SubscriptionPlan", key: code })
    return yield* Effect.orDie(planOf(unit, id))
  })

const changePlan = (
  unit: TenantStatements,
  id: SubscriptionPlanId,
  version: number,
  change: SubscriptionPlanChange
) =>
  Effect.gen(function* () {
    const { active, amount, label, version: current } = { ...(yield* planOf(unit, id)), ...change }
    const changed = yield* unit.sql`update azals.subscription_plan set label = ${label}, active = ${active},
        currency = ${amount.currency}, amount = ${amount.minor}, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version} returning id`
    if (changed.length === 0) return yield* new VersionConflict({ entity: "SubscriptionPlan", id, current })
    return yield* Effect.orDie(planOf(unit, id))
  })

const add = (unit: TenantStatements, added: Parameters<Subscriptions["Service"]["add"]>[0]) =>
  Effect.gen(function* () {
    const { id, initialPaymentId, label, nextOn, party, paymentMethodId, planId, startOn } = added
    yield* unit.sql`insert into azals.subscription (tenant_id, id, plan_id, payment_method_id, initial_payment_id, label,
        party, start_on, next_on)
      values (${unit.tenantId}, ${id}, ${planId}, ${paymentMethodId}, ${initialPaymentId}, ${label},
        ${party === null ? null : JSON.stringify(party)}::jsonb, ${startOn}::date, ${nextOn}::date)`
    return (yield* Effect.orDie(found(unit, id))).subscription
  })

const stepped = (unit: TenantStatements, id: SubscriptionId, step: SubscriptionStep) =>
  Effect.gen(function* () {
    const { subscription } = yield* Effect.orDie(found(unit, id))
    const { initialPaymentId, nextOn, note, ordinal, paymentMethodId, state, taken } = {
      ...subscription,
      ...step
    }
    yield* unit.sql`update azals.subscription set payment_method_id = ${paymentMethodId},
        initial_payment_id = ${initialPaymentId}, state = ${state}, ordinal = ${ordinal}, taken = ${taken},
        next_on = ${nextOn}::date, note = ${note}, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id}`
  })

const planOf = (unit: TenantStatements, id: SubscriptionPlanId) =>
  Effect.flatMap(plans(unit, unit.sql`id = ${id}`), ([plan]) =>
    plan === undefined ? Effect.fail(new NotFound({ entity: "SubscriptionPlan", id })) : Effect.succeed(plan)
  )

const found = (unit: TenantStatements, id: SubscriptionId) =>
  Effect.gen(function* () {
    const [subscription] = yield* subscriptions(unit, unit.sql`id = ${id}`)
    if (subscription === undefined) return yield* new NotFound({ entity: "Subscription", id })
    const plan = yield* Effect.orDie(planOf(unit, subscription.planId))
    return { subscription, plan, charges: yield* charges(unit, id) }
  })
