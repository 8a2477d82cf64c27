import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  DueItem,
  DueItemId,
  DueItemSettled,
  type PaymentBatchId
} from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import type { ActorId } from "../../../../domain/shared/TenantScope.ts"
import { type AddedDueItem, DueItems } from "../../../../ports/finance/DueItems.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { openOfLine, payable, payables } from "./payables.ts"

export const dueItemsLayer = Layer.effect(
  DueItems,
  Effect.map(TenantSql, ({ statements }) =>
    DueItems.of({
      payables: (wanted) => statements((unit) => payables(unit, wanted)),
      payable: (id) => statements((unit) => payable(unit, id)),
      add: (item, by) => statements((unit) => add(unit, item, by)),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.due_item where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: ({ after, dueUntil, limit, state }) =>
        statements((unit) => {
          const [last, until, only] = [
            Option.getOrNull(after),
            Option.getOrNull(dueUntil),
            Option.getOrNull(state)
          ]
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or d.id < ${last}::uuid) and (${only}::text is null or ${stateOf(unit)} = ${only})
              and (${until}::date is null or d.due_date <= ${until}::date) order by d.id desc limit ${limit}`
          )
        }),
      save: (item, by) => statements((unit) => save(unit, item, by)),
      cancel: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.due_item set cancelled = true, version = version + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        ),
      checkOpen: (id) => statements((unit) => checkOpen(unit, id))
    })
  )
)

const add = (
  { sql, tenantId }: TenantStatements,
  { amount, dueDate, id, lineId, party, payee, reference }: AddedDueItem,
  by: ActorId
) =>
  Effect.map(
    sql`insert into azals.due_item (tenant_id, id, line_id, payee_name, payee_iban, payee_bic, amount, due_date,
        reference, party, edited_by)
      values (${tenantId}, ${id}, ${lineId}, ${payee.name}, ${payee.iban}, ${payee.bic ?? null}, ${amount.minor},
        ${dueDate}::date, ${reference}, ${party === null ? null : JSON.stringify(party)}::jsonb, array[${by}::uuid])
      on conflict (tenant_id, line_id) where not cancelled do nothing returning id`,
    (added) => added.length > 0
  )

const save = (
  { sql, tenantId }: TenantStatements,
  { amount, dueDate, id, payee, reference }: DueItem,
  by: ActorId
) =>
  Effect.asVoid(sql`update azals.due_item set payee_name = ${payee.name}, payee_iban = ${payee.iban},
      payee_bic = ${payee.bic ?? null}, amount = ${amount.minor}, due_date = ${dueDate}::date,
      reference = ${reference}, edited_by = array_remove(edited_by, ${by}::uuid) || ${by}::uuid, version = version + 1
    where tenant_id = ${tenantId} and id = ${id}`)

const Row = Schema.Struct({
  ...DueItem.fields,
  payee: Schema.Struct({
    name: Schema.String,
    iban: DueItem.fields.payee.fields.iban,
    bic: Schema.NullOr(Schema.String)
  }),
  amount: Schema.BigInt,
  dueDate: LocalDate,
  createdAt: Schema.DateTimeUtcFromDate
})

const stateOf = ({ sql }: TenantStatements) =>
  sql`case when d.cancelled then 'cancelled' when p.state is null or p.state = 'dropped' then 'due' else p.state end`

const rows = (unit: TenantStatements, rest: Statement.Fragment) => {
  const { sql, tenantId } = unit
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select d.id, d.line_id as "lineId", d.amount, d.due_date::text as "dueDate", d.reference, d.party,
        jsonb_build_object('name', d.payee_name, 'iban', d.payee_iban, 'bic', d.payee_bic) as payee,
        ${stateOf(unit)} as state, p.batch_id as "batchId", d.created_at as "createdAt", d.version
      from azals.due_item d
      left join lateral (select q.state, q.batch_id from azals.batch_payment q
        where q.tenant_id = d.tenant_id and q.due_item_id = d.id order by q.id desc limit 1) p on true
      where d.tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) =>
      all.map(({ amount, payee: { bic, ...payee }, ...row }): DueItem => ({
        ...row,
        payee: bic === null ? payee : { ...payee, bic },
        amount: money(amount, EUR)
      }))
    )
  )
}

const found = (unit: TenantStatements, id: DueItemId) =>
  Effect.flatMap(rows(unit, unit.sql`d.id = ${id}`), ([item]) =>
    item === undefined ? Effect.fail(new NotFound({ entity: "DueItem", id })) : Effect.succeed(item)
  )

const Settled = Schema.Struct({ dueItemId: DueItemId, amount: Schema.BigInt, open: Schema.BigIntFromString })

const checkOpen = (unit: TenantStatements, id: PaymentBatchId) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const [settled] = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Settled,
        execute: () => sql`select d.id as "dueItemId", b.amount, ${openOfLine(unit)}::text as open
          from azals.batch_payment b
          join azals.due_item d on d.tenant_id = ${tenantId} and d.id = b.due_item_id
          join azals.journal_line l on l.tenant_id = ${tenantId} and l.id = d.line_id
          where b.tenant_id = ${tenantId} and b.batch_id = ${id} and ${openOfLine(unit)} < b.amount
          order by d.id limit 1`
      })(undefined)
    )
    if (settled === undefined) return
    const { amount, dueItemId, open } = settled
    return yield* new DueItemSettled({ dueItemId, amount: money(amount, EUR), open: money(open, EUR) })
  })
