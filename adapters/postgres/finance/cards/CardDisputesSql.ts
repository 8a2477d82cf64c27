import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { CardDispute, type CardDisputeId } from "../../../../domain/finance/cards/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import { CardDisputes } from "../../../../ports/finance/CardDisputes.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const cardDisputesLayer = Layer.effect(
  CardDisputes,
  Effect.map(TenantSql, ({ statements }) =>
    CardDisputes.of({
      add: (id, paymentId, { cardMovementId, expected, note, reason }, openedBy) =>
        statements((unit) =>
          Effect.gen(function* () {
            const added =
              yield* unit.sql`insert into azals.card_dispute (tenant_id, id, payment_id, movement_id, reason,
                note, expected, opened_by)
              values (${unit.tenantId}, ${id}, ${paymentId}, ${cardMovementId}, ${reason}, ${note},
                ${expected.minor.toString()}::bigint, ${openedBy})
              on conflict (tenant_id, movement_id) where state in ('open', 'credited') do nothing returning id`
            if (added.length === 0)
              return yield* new AlreadyExists({ entity: "CardDispute", key: cardMovementId })
            return yield* Effect.orDie(found(unit, id))
          })
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            yield* unit.sql`select id from azals.card_dispute
              where tenant_id = ${unit.tenantId} and id = ${id} for update`
            const dispute = yield* found(unit, id)
            if (dispute.version === version) return dispute
            return yield* new VersionConflict({ entity: "CardDispute", id, current: dispute.version })
          })
        ),
      list: ({ cardPaymentId, state }, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          const where = unit.sql`(${cursor}::uuid is null or d.id < ${cursor}::uuid)
            and (${state ?? null}::text is null or d.state = ${state ?? null})
            and (${cardPaymentId ?? null}::uuid is null or d.payment_id = ${cardPaymentId ?? null}::uuid)`
          return rows(unit, where, limit)
        }),
      step: (id, state) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`update azals.card_dispute set state = ${state}, version = version + 1
              where tenant_id = ${unit.tenantId} and id = ${id}`,
            Effect.orDie(found(unit, id))
          )
        ),
      credit: (id, movementId) =>
        statements(({ sql, tenantId }) =>
          Effect.flatMap(
            sql`insert into azals.card_dispute_credit (tenant_id, movement_id, dispute_id)
              values (${tenantId}, ${movementId}, ${id})
              on conflict (tenant_id, movement_id) do nothing returning movement_id`,
            ({ length }) =>
              length > 0
                ? Effect.void
                : Effect.fail(new AlreadyExists({ entity: "CardDisputeCredit", key: movementId }))
          )
        )
    })
  )
)

const Row = Schema.Struct({
  ...CardDispute.fields,
  expected: Schema.BigIntFromString,
  credited: Schema.BigIntFromString,
  openedAt: Schema.DateTimeUtcFromDate
})

const rows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  limit: number
): Effect.Effect<ReadonlyArray<CardDispute>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => unit.sql`select d.id, d.payment_id as "paymentId", d.movement_id as "cardMovementId", d.reason, d.note,
        d.expected::text as expected, d.state, d.opened_by as "openedBy", d.opened_at as "openedAt", d.version,
        array(select c.movement_id::text from azals.card_dispute_credit c
          where c.tenant_id = ${unit.tenantId} and c.dispute_id = d.id order by c.movement_id) as credits,
        (select coalesce(sum(m.amount), 0)::text from azals.card_dispute_credit c
          join azals.card_movement m on m.tenant_id = c.tenant_id and m.id = c.movement_id
          where c.tenant_id = ${unit.tenantId} and c.dispute_id = d.id) as credited
      from azals.card_dispute d where d.tenant_id = ${unit.tenantId} and ${where} order by d.id desc limit ${limit}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ credited, expected, ...rest }) => ({
        ...rest,
        expected: money(expected, EUR),
        credited: money(credited, EUR)
      }))
    )
  )

const found = (unit: TenantStatements, id: CardDisputeId) =>
  Effect.flatMap(rows(unit, unit.sql`d.id = ${id}`, 1), ([dispute]) =>
    dispute === undefined ? Effect.fail(new NotFound({ entity: "CardDispute", id })) : Effect.succeed(dispute)
  )
