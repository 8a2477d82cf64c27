import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  FinancedInvoice,
  type FinancedInvoiceId,
  InvoiceAlreadyPresented,
  type StatedInvoice
} from "../../../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { AlreadyExists, NotFound } from "../../../../domain/shared/errors.ts"
import type { Financings, InvoiceChange } from "../../../../ports/finance/Financings.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const {
  connectionId,
  createdAt: _,
  documentId,
  id,
  reason,
  reference,
  state,
  version,
  word,
  ...said
} = FinancedInvoice.fields

/** What the company said of the invoice: the row's `content`. */
const Content = Schema.Struct(said)

const Row = Schema.Struct({
  connectionId,
  documentId,
  id,
  reason,
  reference,
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
      () => sql`select id, connection_id as "connectionId", document_id as "documentId", content, state, word,
        reason, reference, version, created_at as "createdAt"
      from azals.financed_invoice where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(({ content, ...row }): FinancedInvoice => ({ ...content, ...row })))
  )

const encode = Schema.encodeEffect(Schema.toCodecJson(Content))

export const addInvoice = (
  unit: TenantStatements,
  given: Parameters<Financings["Service"]["addInvoice"]>[0]
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const content = JSON.stringify(yield* Effect.orDie(encode(given)))
    const { buyer, number, seller } = given
    const added = yield* sql`insert into azals.financed_invoice
        (tenant_id, id, connection_id, seller_number, buyer_number, number, content, document_id)
      values (${tenantId}, ${given.id}, ${given.connectionId}, ${seller.number}, ${buyer.number}, ${number},
        ${content}::jsonb, ${given.documentId})
      on conflict (tenant_id, seller_number, buyer_number, number)
        where state not in ('declined', 'withdrawn', 'refused') do nothing returning id`
    if (added.length > 0) return yield* Effect.orDie(invoice(unit, given.id))
    const [live] = yield* rows(
      unit,
      sql`seller_number = ${seller.number} and buyer_number = ${buyer.number} and number = ${number}
        and state not in ('declined', 'withdrawn', 'refused')`
    )
    if (live === undefined) return yield* Effect.die("the invoice that was in the way is gone")
    return yield* new InvoiceAlreadyPresented({ financedInvoiceId: live.id, state: live.state })
  })

export const invoice = (unit: TenantStatements, wanted: FinancedInvoiceId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, unit.sql`id = ${wanted} ${unit.sql.literal(hold === undefined ? "" : "for update")}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "FinancedInvoice", id: wanted }))
        : Effect.succeed(found)
  )

export const invoices = (
  unit: TenantStatements,
  { after, limit, state: wanted }: Parameters<Financings["Service"]["invoices"]>[0]
) => {
  const [last, only] = [Option.getOrNull(after), wanted ?? null]
  return rows(
    unit,
    unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
      order by id desc limit ${limit}`
  )
}

export const setInvoice = (unit: TenantStatements, wanted: FinancedInvoiceId, change: InvoiceChange) =>
  Effect.andThen(
    unit.sql`update azals.financed_invoice set state = ${change.state}, word = ${change.word},
        reference = ${change.reference}, version = version + 1,
        reason = ${change.reason === null ? null : JSON.stringify(change.reason)}::jsonb
      where tenant_id = ${unit.tenantId} and id = ${wanted}`,
    invoice(unit, wanted)
  )

export const restateInvoice = (
  unit: TenantStatements,
  wanted: FinancedInvoiceId,
  correction: StatedInvoice
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const content = JSON.stringify(yield* Effect.orDie(encode(correction)))
    const { buyer, number, seller } = correction
    yield* sql`update azals.financed_invoice set state = 'correcting', reason = null, version = version + 1,
        content = ${content}::jsonb, number = ${number}, seller_number = ${seller.number},
        buyer_number = ${buyer.number}
      where tenant_id = ${tenantId} and id = ${wanted}`.pipe(
      Effect.catchReason(
        "SqlError",
        "UniqueViolation",
        () => Effect.fail(new AlreadyExists({ entity: "FinancedInvoice", key: number })),
        (_reason, error) => Effect.die(error)
      )
    )
    return yield* Effect.orDie(invoice(unit, wanted))
  })

export const invoiceCalled = (unit: TenantStatements, given: ConnectionId, called: string) =>
  Effect.map(rows(unit, unit.sql`connection_id = ${given} and reference = ${called}`), ([found]) =>
    Option.fromUndefinedOr(found)
  )

export const presenting = (unit: TenantStatements, given: ConnectionId, called: string) =>
  rows(unit, unit.sql`connection_id = ${given} and number = ${called} and state = 'presenting'`)

export const livingInvoices = (unit: TenantStatements, given: ConnectionId) =>
  rows(
    unit,
    unit.sql`connection_id = ${given} and state not in ('declined', 'withdrawn', 'paid', 'refused')
      order by id limit 500`
  )
