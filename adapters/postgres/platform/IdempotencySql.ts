import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type Claim, Idempotency } from "../../../ports/platform/Idempotency.ts"
import { TenantSql } from "../TenantSql.ts"

const Kept = Schema.Struct({
  same_body: Schema.Boolean,
  status: Schema.Int,
  headers: Schema.Record(Schema.String, Schema.String),
  body: Schema.String
})

/**
 * The claim inserts the key. While another write with the same key runs, the insert waits for it; once that one has
 * committed, nothing is inserted and its answer is there to be replayed. Answers are kept for 30 days: each claim
 * forgets a few older ones, so that the table never needs a round of its own.
 */
export const idempotencyLayer = Layer.effect(
  Idempotency,
  Effect.map(TenantSql, ({ statements }) =>
    Idempotency.of({
      claim: (route, key, bodyHash) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const claimed =
              yield* sql`with forgotten as (delete from azals.idempotency where ctid = any (array(
                select ctid from azals.idempotency where tenant_id = ${tenantId}
                  and created_at < now() - interval '30 days' limit 5 for update skip locked)))
              insert into azals.idempotency (tenant_id, route, key, body_hash)
              values (${tenantId}, ${route}, ${key}, ${bodyHash}) on conflict do nothing returning true as first`
            if (claimed.length > 0) return { _tag: "First" } satisfies Claim
            const kept = yield* SqlSchema.findOneOption({
              Request: Schema.Void,
              Result: Kept,
              execute: () => sql`select body_hash = ${bodyHash} as same_body, status, headers, body
                from azals.idempotency where tenant_id = ${tenantId} and route = ${route} and key = ${key}`
            })(undefined)
            return Option.match(kept, {
              onNone: (): Claim => ({ _tag: "OtherBody" }),
              onSome: ({ body, headers, same_body, status }): Claim =>
                same_body ? { _tag: "Replay", answer: { status, headers, body } } : { _tag: "OtherBody" }
            })
          })
        ).pipe(Effect.orDie),
      keep: (route, key, { body, headers, status }) =>
        statements(({ issue, sql, tenantId }) =>
          issue(sql`update azals.idempotency
            set status = ${status}, headers = ${JSON.stringify(headers)}::jsonb, body = ${body}
            where tenant_id = ${tenantId} and route = ${route} and key = ${key}`)
        )
    })
  )
)
