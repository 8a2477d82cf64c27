import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { CardRequest, type CardRequestId } from "../../../../domain/finance/cards/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { CardRequests } from "../../../../ports/finance/CardRequests.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const cardRequestsLayer = Layer.effect(
  CardRequests,
  Effect.map(TenantSql, ({ statements }) =>
    CardRequests.of({
      add: (id, { card, purpose }, requestedBy) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            yield* sql`insert into azals.card_request (tenant_id, id, purpose, card, requested_by)
              values (${tenantId}, ${id}, ${purpose}, ${yield* cardText(card)}::jsonb, ${requestedBy})`
            return yield* Effect.orDie(found(unit, id))
          })
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const request = yield* found(unit, id, unit.sql`for update`)
            if (request.version === version) return request
            return yield* new VersionConflict({ entity: "CardRequest", id, current: request.version })
          })
        ),
      list: ({ requestedBy, state }, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          const where = unit.sql`(${cursor}::uuid is null or id < ${cursor}::uuid)
            and (${state ?? null}::text is null or state = ${state ?? null})
            and (${requestedBy ?? null}::uuid is null or requested_by = ${requestedBy ?? null}::uuid)`
          return requestRows(unit, where, unit.sql`order by id desc limit ${limit}`)
        }),
      keep: (request) => statements((unit) => keep(unit, request))
    })
  )
)

const keep = (
  unit: TenantStatements,
  { card, cardId, decidedAt, decidedBy, id, purpose, reason, state }: CardRequest
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    yield* sql`update azals.card_request set purpose = ${purpose}, card = ${yield* cardText(card)}::jsonb,
        state = ${state}, decided_by = ${decidedBy},
        decided_at = ${decidedAt === null ? null : DateTime.formatIso(decidedAt)}::timestamptz,
        reason = ${reason}, card_id = ${cardId}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id}`
    return yield* Effect.orDie(found(unit, id))
  })

const CardText = Schema.fromJsonString(Schema.toCodecJson(CardRequest.fields.card))

const cardText = (card: CardRequest["card"]) => Effect.orDie(Schema.encodeEffect(CardText)(card))

const Row = Schema.Struct({
  ...CardRequest.fields,
  card: Schema.toCodecJson(CardRequest.fields.card),
  decidedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  createdAt: Schema.DateTimeUtcFromDate
})

/** The requests. */
export const requestRows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  ending: Statement.Fragment
): Effect.Effect<ReadonlyArray<CardRequest>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => unit.sql`select id, purpose, card, state, requested_by as "requestedBy", decided_by as "decidedBy",
        decided_at as "decidedAt", reason, card_id as "cardId", created_at as "createdAt", version
      from azals.card_request where tenant_id = ${unit.tenantId} and ${where} ${ending}`
  })(undefined).pipe(Effect.orDie)

const found = (unit: TenantStatements, id: CardRequestId, ending = unit.sql`limit 1`) =>
  Effect.flatMap(requestRows(unit, unit.sql`id = ${id}`, ending), ([request]) =>
    request === undefined ? Effect.fail(new NotFound({ entity: "CardRequest", id })) : Effect.succeed(request)
  )
