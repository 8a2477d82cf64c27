import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Advance,
  type AdvanceId,
  type FinancedInvoiceId,
  InvoiceAlreadyFinanced,
  type NewAdvance
} from "../../../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { Money } from "../../../../domain/shared/Money.ts"
import type { AdvanceChange, Financings } from "../../../../ports/finance/Financings.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { amount, borrower, line, payOn, payToIban } = Advance.fields

/** What the company asked for and does not change: the row's `content`. */
const Content = Schema.Struct({ amount, borrower, line, payOn, payToIban })

const { id, feesEstimated, financedInvoiceId, reason, reference, repaid, repayOn, state, version, word } =
  Advance.fields

const Row = Schema.Struct({
  id,
  feesEstimated,
  financedInvoiceId,
  reason,
  reference,
  repaid,
  repayOn,
  state,
  version,
  word,
  content: Content,
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select a.id, a.financed_invoice_id as "financedInvoiceId", a.content, a.state, a.word, a.reason,
        a.reference, a.fees_estimated as "feesEstimated", a.repaid, a.repay_on::text as "repayOn", a.version,
        a.created_at as "createdAt"
      from azals.advance a where a.tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(({ content, ...row }): Advance => ({ ...content, ...row })))
  )

const encode = Schema.encodeEffect(Schema.toCodecJson(Content))
const moneyJson = Schema.encodeSync(Schema.NullOr(Money))

export const addAdvance = (unit: TenantStatements, given: AdvanceId, wanted: NewAdvance) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const content = JSON.stringify(yield* Effect.orDie(encode(wanted)))
    const added = yield* sql`insert into azals.advance (tenant_id, id, financed_invoice_id, content, repay_on)
      values (${tenantId}, ${given}, ${wanted.financedInvoiceId}, ${content}::jsonb, ${wanted.repayOn}::date)
      on conflict (tenant_id, financed_invoice_id) where state not in ('declined', 'cancelled', 'refused')
        do nothing returning id`
    if (added.length > 0) return yield* Effect.orDie(advance(unit, given))
    const live = Option.getOrUndefined(yield* advanceOn(unit, wanted.financedInvoiceId))
    if (live === undefined) return yield* Effect.die("the advance that was in the way is gone")
    return yield* new InvoiceAlreadyFinanced({ advanceId: live.id, state: live.state })
  })

export const advanceOn = (unit: TenantStatements, invoiceId: FinancedInvoiceId) =>
  Effect.map(
    rows(
      unit,
      unit.sql`a.financed_invoice_id = ${invoiceId} and a.state not in ('declined', 'cancelled', 'refused')`
    ),
    ([live]) => Option.fromUndefinedOr(live)
  )

export const advance = (unit: TenantStatements, wanted: AdvanceId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, unit.sql`a.id = ${wanted} ${unit.sql.literal(hold === undefined ? "" : "for update")}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "Advance", id: wanted }))
        : Effect.succeed(found)
  )

export const advances = (
  unit: TenantStatements,
  { after, limit, state: wanted }: Parameters<Financings["Service"]["advances"]>[0]
) => {
  const [last, only] = [Option.getOrNull(after), wanted ?? null]
  return rows(
    unit,
    unit.sql`(${last}::uuid is null or a.id < ${last}::uuid) and (${only}::text is null or a.state = ${only})
      order by a.id desc limit ${limit}`
  )
}

export const setAdvance = (unit: TenantStatements, wanted: AdvanceId, change: AdvanceChange) =>
  Effect.andThen(
    unit.sql`update azals.advance set state = ${change.state}, word = ${change.word},
        reference = ${change.reference}, version = version + 1, repay_on = ${change.repayOn}::date,
        reason = ${change.reason === null ? null : JSON.stringify(change.reason)}::jsonb,
        fees_estimated = ${JSON.stringify(moneyJson(change.feesEstimated))}::jsonb,
        repaid = ${JSON.stringify(moneyJson(change.repaid))}::jsonb
      where tenant_id = ${unit.tenantId} and id = ${wanted}`,
    advance(unit, wanted)
  )

export const advanceCalled = (unit: TenantStatements, connectionId: ConnectionId, called: string) =>
  Effect.map(
    rows(
      unit,
      unit.sql`a.reference = ${called} and exists (select 1 from azals.financed_invoice i
        where i.tenant_id = ${unit.tenantId} and i.id = a.financed_invoice_id and i.connection_id = ${connectionId})`
    ),
    ([found]) => Option.fromUndefinedOr(found)
  )

export const livingAdvances = (unit: TenantStatements, connectionId: ConnectionId) =>
  rows(
    unit,
    unit.sql`a.state not in ('declined', 'cancelled', 'refused', 'repaid')
      and exists (select 1 from azals.financed_invoice i where i.tenant_id = ${unit.tenantId}
        and i.id = a.financed_invoice_id and i.connection_id = ${connectionId})
      order by a.id limit 500`
  )
