import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  BatchKeyTaken,
  TransferBatch,
  type TransferBatchId,
  TransferState
} from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { type AddedBatch, TransferBatches } from "../../../../ports/finance/TransferBatches.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"

export const transferBatchesLayer = Layer.effect(
  TransferBatches,
  Effect.map(TenantSql, ({ statements }) =>
    TransferBatches.of({
      add: (batch) => statements((unit) => added(unit, batch)),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) =>
        statements((unit) => {
          const { sql, tenantId } = unit
          const held = sql`select id from azals.transfer_batch
            where tenant_id = ${tenantId} and id = ${id} for update`
          return Effect.andThen(Effect.orDie(held), one(unit, id))
        }),
      list: (wanted) => statements((unit) => rows(unit, pageOfAccount(unit, wanted))),
      byConsent: (connectionId, reference) =>
        statements((unit) =>
          Effect.map(
            rows(unit, unit.sql`connection_id = ${connectionId} and consent_reference = ${reference}`),
            ([batch]) => Option.fromUndefinedOr(batch)
          )
        ),
      save: (batch) =>
        statements((unit) => Effect.andThen(update(unit, batch), Effect.orDie(one(unit, batch.id))))
    })
  )
)

/** Two at once under one key: the second waits for the first, and meets it. */
const added = (unit: TenantStatements, { asked, total, ...batch }: AddedBatch) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const content = JSON.stringify(asked)
    const made =
      yield* Effect.orDie(sql`insert into azals.transfer_batch (tenant_id, id, business_key, asked_digest,
        provider_account_id, connection_id, consent_return_url, count, total, currency)
      values (${tenantId}, ${batch.id}, ${batch.businessKey}, sha256(convert_to((${content}::jsonb)::text, 'UTF8')),
        ${batch.providerAccountId}, ${batch.connectionId}, ${batch.consentReturnUrl}, ${batch.count}, ${total.minor},
        ${total.currency})
      on conflict (tenant_id, business_key) do nothing returning id`)
    const { businessKey } = batch
    const [known] = yield* rows(unit, sql`business_key = ${businessKey}`)
    if (known === undefined) return yield* Effect.die("a batch that was added is not there")
    if (made.length > 0) return { batch: known, isNew: true }
    const same = yield* Effect.orDie(sql`select id from azals.transfer_batch where tenant_id = ${tenantId}
      and id = ${known.id} and asked_digest = sha256(convert_to((${content}::jsonb)::text, 'UTF8'))`)
    if (same.length === 0) return yield* new BatchKeyTaken({ businessKey, batchId: known.id })
    return { batch: known, isNew: false }
  })

const update = ({ sql, tenantId }: TenantStatements, { consent, id, version, ...batch }: TransferBatch) =>
  Effect.gen(function* () {
    const saved =
      yield* sql`update azals.transfer_batch set state = ${batch.state}, consent = ${json(consent)}::jsonb,
        consent_reference = coalesce(${consent?.reference ?? null}, consent_reference),
        reason = ${json(batch.reason)}::jsonb, intent_id = ${batch.intentId},
        order_reference = ${batch.orderReference}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a batch that was held has changed")
  }).pipe(Effect.orDie)

const { lines: _, total: __, ...fields } = TransferBatch.fields

const Row = Schema.Struct({
  ...fields,
  total: Schema.BigInt,
  currency: CurrencyCode,
  lines: Schema.Array(
    Schema.Struct({ state: TransferState, count: Schema.Int, total: Schema.BigIntFromString })
  ),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, business_key as "businessKey", provider_account_id as "providerAccountId",
        connection_id as "connectionId", consent_return_url as "consentReturnUrl", state, count, total, currency,
        consent, reason, intent_id as "intentId", order_reference as "orderReference", created_at as "createdAt",
        version, (select coalesce(jsonb_agg(jsonb_build_object('state', s.state, 'count', s.count,
            'total', s.total::text) order by s.state), '[]')
          from (select t.state, count(*), sum(t.amount) as total from azals.transfer t
            where t.tenant_id = transfer_batch.tenant_id and t.batch_id = transfer_batch.id group by t.state) s
        ) as lines
      from azals.transfer_batch where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(
    Effect.map((found) =>
      found.map(({ currency, lines, total, ...row }): TransferBatch => ({
        ...row,
        total: money(total, currency),
        lines: lines.map((one) => ({ ...one, total: money(one.total, currency) }))
      }))
    ),
    Effect.orDie
  )

const one = (unit: TenantStatements, id: TransferBatchId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([batch]) =>
    batch === undefined ? Effect.fail(new NotFound({ entity: "TransferBatch", id })) : Effect.succeed(batch)
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
