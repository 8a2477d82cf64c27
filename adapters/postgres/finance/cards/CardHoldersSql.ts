import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { HolderDeparture, OpenCard } from "../../../../domain/finance/cards/model/index.ts"
import type { MemberId } from "../../../../domain/platform/identity/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { movementsOf } from "./cardMovements.ts"
import { lacksReceipt, paymentRows } from "./cardPaymentRows.ts"
import { requestRows } from "./CardRequestsSql.ts"
import { openNow, stateNow } from "./CardsSql.ts"

export const cardHoldersLayer = Layer.effect(
  CardHolders,
  Effect.map(TenantSql, ({ statements }) =>
    CardHolders.of({
      hasLeft: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`select 1 from azals.card_holder_departure
              where tenant_id = ${tenantId} and member_id = ${id} and state = 'left'`,
            (left) => left.length > 0
          )
        ),
      leave: (id, notedBy) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const members = yield* sql`select id from azals.member
              where tenant_id = ${tenantId} and id = ${id} for update`
            if (members.length === 0) return yield* new NotFound({ entity: "Member", id })
            const noted =
              yield* sql`insert into azals.card_holder_departure as d (tenant_id, member_id, noted_by)
              values (${tenantId}, ${id}, ${notedBy})
              on conflict (tenant_id, member_id) do update set state = 'left', noted_by = excluded.noted_by,
                left_at = now(), version = d.version + 1 where d.state = 'returned' returning member_id`
            return noted.length > 0
          })
        ),
      comeBack: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const changed = yield* unit.sql`update azals.card_holder_departure
              set state = 'returned', version = version + 1
              where tenant_id = ${unit.tenantId} and member_id = ${id} and version = ${version} returning member_id`
            const current = yield* found(unit, id)
            if (changed.length > 0) return current
            return yield* new VersionConflict({ entity: "CardHolder", id, current: current.version })
          })
        ),
      departure: (id) => statements((unit) => found(unit, id)),
      openItems: (id) => statements((unit) => openItems(unit, id)),
      holdRequests: (id) =>
        statements((unit) => requestRows(unit, pendingOf(unit, id), unit.sql`order by id for update`))
    })
  )
)

/** Asked for by a member, or to be answered for by them; nobody has decided. */
const pendingOf = ({ sql }: TenantStatements, id: MemberId) =>
  sql`state = 'pending' and (requested_by = ${id} or lower(card ->> 'memberId') = lower(${id}::text))`

const Row = Schema.Struct({
  memberId: HolderDeparture.fields.memberId,
  state: HolderDeparture.fields.state,
  notedBy: HolderDeparture.fields.notedBy,
  leftAt: Schema.DateTimeUtcFromDate,
  version: HolderDeparture.fields.version
})

const found = (unit: TenantStatements, id: MemberId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => unit.sql`select member_id as "memberId", state, noted_by as "notedBy", left_at as "leftAt", version
      from azals.card_holder_departure where tenant_id = ${unit.tenantId} and member_id = ${id}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.flatMap(([departure]) =>
      departure === undefined
        ? Effect.fail(new NotFound({ entity: "CardHolder", id }))
        : Effect.succeed(departure)
    )
  )

const most = 100

const openItems = (unit: TenantStatements, id: MemberId) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const cardsOf = sql`(select c.id from azals.card c where c.tenant_id = ${tenantId} and c.member_id = ${id})`
    const ofPayments = sql`payment_id in (select p.id from azals.card_payment p
      where p.tenant_id = ${tenantId} and p.card_id in ${cardsOf})`
    const newest = sql`id desc limit ${most + 1}`
    const lists = {
      cards: yield* openCards(unit, id),
      requests: (yield* requestRows(unit, pendingOf(unit, id), sql`order by ${newest}`)).map((one) => one.id),
      missingReceipts: yield* paymentRows(
        unit,
        sql`p.card_id in ${cardsOf} and ${lacksReceipt(unit)}`,
        most + 1
      ),
      unstated: yield* movementsOf(
        unit,
        sql`expense is null and kind <> 'release' and ${ofPayments}`,
        newest
      ),
      owed: yield* movementsOf(
        unit,
        sql`expense ->> 'personal' is not null and reimbursed_on is null and ${ofPayments}`,
        newest
      )
    }
    return {
      cards: lists.cards.slice(0, most),
      requests: lists.requests.slice(0, most),
      missingReceipts: lists.missingReceipts.slice(0, most),
      unstated: lists.unstated.slice(0, most),
      owed: lists.owed.slice(0, most),
      more: Object.values(lists).some(({ length }) => length > most)
    }
  })

const openCards = (unit: TenantStatements, id: MemberId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: OpenCard,
    execute: () => unit.sql`select id as "cardId", name, ${stateNow(unit)} as state from azals.card
      where tenant_id = ${unit.tenantId} and member_id = ${id} and ${openNow(unit)}
      order by id desc limit ${most + 1}`
  })(undefined).pipe(Effect.orDie)
