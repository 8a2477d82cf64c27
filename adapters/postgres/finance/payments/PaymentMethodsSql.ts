import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { PaymentMethod, type PaymentMethodId } from "../../../../domain/finance/payments/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import {
  type KnownMethod,
  type MethodsWanted,
  PaymentMethods
} from "../../../../ports/finance/PaymentMethods.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const paymentMethodsLayer = Layer.effect(
  PaymentMethods,
  Effect.map(TenantSql, ({ statements }) =>
    PaymentMethods.of({
      add: ({ connectionId, customer, expires, id, label }) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`insert into azals.payment_method (tenant_id, id, connection_id, label, customer, state, expires)
              values (${unit.tenantId}, ${id}, ${connectionId}, ${label}, ${customer}, 'created', ${expires})`,
            Effect.map(Effect.orDie(found(unit, id)), ({ method }) => method)
          )
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) => Effect.andThen(held(unit, id, unit.sql`for update`), found(unit, id))),
      holdToCharge: (id) =>
        statements((unit) => Effect.andThen(held(unit, id, unit.sql`for share`), found(unit, id))),
      isCharging: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`select 1 from azals.payment where tenant_id = ${tenantId} and payment_method_id = ${id}
              and state in ('created', 'unknown') limit 1`,
            (charging) => charging.length > 0
          )
        ),
      keptAt: (connectionId) =>
        statements((unit) =>
          rows(unit, unit.sql`connection_id = ${connectionId} and state = 'kept' order by id`)
        ),
      list: (wanted) => statements((unit) => list(unit, wanted)),
      change: (id, from, { code, expires, isOtherCard = false, masked, message, reference, state }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.payment_method set state = ${state}, version = version + 1,
              preferred = preferred and ${state}::text = 'kept',
              gateway_reference = coalesce(${reference}, gateway_reference), masked = coalesce(${masked}, masked),
              expires = coalesce(${expires}, expires), code = coalesce(${code}, code),
              message = coalesce(${message}, message),
              card_since = case when ${isOtherCard} then now() else card_since end
            where tenant_id = ${tenantId} and id = ${id} and ${sql.in("state", from)}`)
        ),
      prefer: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const { method } = yield* found(unit, id)
            if (method.version !== version) {
              return yield* new VersionConflict({ entity: "PaymentMethod", id, current: method.version })
            }
            yield* sql`update azals.payment_method set preferred = false, version = version + 1
              where tenant_id = ${tenantId} and customer = ${method.customer} and preferred and id <> ${id}`
            yield* sql`update azals.payment_method set preferred = true, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version}`
            return (yield* found(unit, id)).method
          })
        )
    })
  )
)

/** `expires` is MMYY of this century: a card whose month is before that of the day has seen its last day by then. */
const list = (unit: TenantStatements, { after, customer, expiresBefore, limit }: MethodsWanted) => {
  const [last, only] = [Option.getOrNull(after), Option.getOrNull(customer)]
  const month = Option.getOrNull(Option.map(expiresBefore, (day) => day.slice(0, 7).replace("-", "")))
  return Effect.map(
    rows(
      unit,
      unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or customer = ${only})
        and (${month}::text is null or (state = 'kept' and expires ~ '^(0[1-9]|1[0-2])[0-9]{2}$'
          and '20' || substr(expires, 3, 2) || substr(expires, 1, 2) < ${month}))
        order by id desc limit ${limit}`
    ),
    (all) => all.map(({ method }) => method)
  )
}

const Row = Schema.Struct({
  ...PaymentMethod.fields,
  reference: Schema.NullOr(Schema.String),
  cardSince: Schema.NullOr(Schema.DateTimeUtcFromDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  Effect.map(
    Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Row,
        execute: () => sql`select id, connection_id as "connectionId", label, customer, state, preferred,
            gateway_reference as reference, masked, expires, code, message, card_since as "cardSince",
            created_at as "createdAt", version
          from azals.payment_method where tenant_id = ${tenantId} and ${where}`
      })(undefined)
    ),
    (all) => all.map(({ reference, ...method }): KnownMethod => ({ method, reference }))
  )

const held = ({ sql, tenantId }: TenantStatements, id: PaymentMethodId, how: Statement.Fragment) =>
  sql`select id from azals.payment_method where tenant_id = ${tenantId} and id = ${id} ${how}`

const found = (unit: TenantStatements, id: PaymentMethodId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([known]) =>
    known === undefined ? Effect.fail(new NotFound({ entity: "PaymentMethod", id })) : Effect.succeed(known)
  )
