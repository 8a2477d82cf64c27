import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Intent,
  IntentConflict,
  type IntentId,
  IntentRefusal,
  type IntentState,
  intentTransitions
} from "../../../../domain/finance/providers/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import {
  type IntentStep,
  type NewIntent,
  ProviderIntents
} from "../../../../ports/finance/ProviderIntents.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const providerIntentsLayer = Layer.effect(
  ProviderIntents,
  Effect.map(TenantSql, ({ statements }) =>
    ProviderIntents.of({
      open: (intent) => statements((unit) => open(unit, intent)),
      byId: (id) =>
        statements((unit) =>
          Effect.flatMap(Effect.orDie(rows(unit, unit.sql`id = ${id}`, 1)), ([found]) =>
            found === undefined
              ? Effect.fail(new NotFound({ entity: "ProviderIntent", id }))
              : Effect.succeed(found)
          )
        ),
      live: (kind, businessKey) =>
        statements((unit) =>
          Effect.map(Effect.orDie(rows(unit, isLive(unit, kind, businessKey), 1)), ([found]) =>
            Option.fromUndefinedOr(found)
          )
        ),
      list: ({ after, limit, state }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(state)]
          const where = unit.sql`(${last}::uuid is null or id < ${last}::uuid)
            and (${only}::text is null or state = ${only})`
          return Effect.orDie(rows(unit, where, limit))
        }),
      take: (id, step) => statements((unit) => take(unit, id, step)),
      asked: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.provider_intent set asks = asks + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        ),
      leaveToPeople: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`update azals.provider_intent set left_to_people_at = now(), version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and state = 'unknown' and left_to_people_at is null
              returning id`,
            ({ length }) => length > 0
          )
        )
    })
  )
)

const Row = Schema.Struct({
  ...Intent.fields,
  amountMinor: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(CurrencyCode),
  amount: Schema.Null,
  createdAt: Schema.DateTimeUtcFromDate,
  sentAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  settledAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  leftToPeopleAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const intentOf = ({ amountMinor, currency, ...row }: typeof Row.Type): Intent => ({
  ...row,
  amount: amountMinor === null || currency === null ? null : money(amountMinor, currency)
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment, limit: number) =>
  Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Row,
      execute: () => sql`select id, kind, connection_id as "connectionId", business_key as "businessKey",
          amount_minor as "amountMinor", currency, null as amount, payload, state,
          provider_reference as "providerReference", outcome, refusal, asks, created_at as "createdAt",
          sent_at as "sentAt", settled_at as "settledAt", left_to_people_at as "leftToPeopleAt", version
        from azals.provider_intent where tenant_id = ${tenantId} and ${where} order by id desc limit ${limit}`
    })(undefined),
    (found) => found.map(intentOf)
  )

const open = (unit: TenantStatements, intent: NewIntent) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { amount, businessKey, connectionId, id, kind } = intent
    const payload = JSON.stringify(intent.payload)
    const hash = sql`sha256(convert_to(${payload}::jsonb::text, 'UTF8'))`
    const added = yield* sql`insert into azals.provider_intent
        (tenant_id, id, kind, connection_id, business_key, amount_minor, currency, payload, payload_hash)
      values (${tenantId}, ${id}, ${kind}, ${connectionId}, ${businessKey}, ${amount?.minor ?? null},
        ${amount?.currency ?? null}, ${payload}::jsonb, ${hash})
      on conflict (tenant_id, kind, business_key) where state <> 'refused' do nothing returning id`
    const wanted = added.length > 0 ? sql`id = ${id}` : isLive(unit, kind, businessKey)
    const [found] = yield* Effect.orDie(rows(unit, wanted, 1))
    if (found === undefined) return yield* Effect.die("an intent that was just opened is not there")
    if (added.length > 0) return { intent: found, isNew: true }
    const same = yield* sql`select 1 from azals.provider_intent where tenant_id = ${tenantId}
      and id = ${found.id} and payload_hash = ${hash} and connection_id = ${connectionId}
      and amount_minor is not distinct from ${amount?.minor ?? null}
      and currency is not distinct from ${amount?.currency ?? null}`
    if (same.length > 0) return { intent: found, isNew: false }
    return yield* new IntentConflict({ kind, businessKey, state: found.state })
  })

const isLive = ({ sql }: TenantStatements, kind: string, businessKey: string) =>
  sql`kind = ${kind} and business_key = ${businessKey} and state <> 'refused'`

const take = (unit: TenantStatements, id: IntentId, step: IntentStep) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const to = states[step._tag]
    const from = statesBefore(to)
    const taken = yield* sql`update azals.provider_intent
      set state = ${to}, version = version + 1, ${changesOf(unit, step)}
      where tenant_id = ${tenantId} and id = ${id} and ${sql.in("state", from)} returning id`
    if (taken.length === 0) return Option.none<Intent>()
    const [found] = yield* Effect.orDie(rows(unit, sql`id = ${id}`, 1))
    return Option.fromNullishOr(found)
  })

const states = {
  Sent: "sent",
  Unsent: "created",
  Unknown: "unknown",
  Succeeded: "succeeded",
  Refused: "refused"
} as const satisfies Record<IntentStep["_tag"], IntentState>

const statesBefore = (to: IntentState): ReadonlyArray<IntentState> => {
  const known: ReadonlyArray<IntentState> = ["created", "sent", "unknown"]
  return known.filter((from) => from !== to && intentTransitions[from].includes(to))
}

const changesOf = ({ sql }: TenantStatements, step: IntentStep) => {
  switch (step._tag) {
    case "Sent":
      return sql`sent_at = now()`
    case "Unsent":
      return sql`sent_at = null`
    case "Unknown":
      return sql`settled_at = null`
    case "Succeeded":
      return sql`settled_at = now(), provider_reference = ${step.providerReference},
        outcome = ${JSON.stringify(step.outcome)}::jsonb`
    case "Refused":
      return sql`settled_at = now(), refusal = ${JSON.stringify(IntentRefusal.make(step.refusal))}::jsonb`
  }
}
