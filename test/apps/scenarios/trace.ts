import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { companyWithBooks, send } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const spanId = "00f067aa0ba902b7"

const malformed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a huge one": { traceparent: `00-${"a".repeat(6000)}-${spanId}-01` },
  "wrong characters": { traceparent: `00-${traceId.slice(1)}'-${spanId}-01` },
  "bytes beyond ASCII": { traceparent: `00-${traceId.slice(1)}\u00e9-${spanId}-01` },
  "a trace id of zeros": { traceparent: `00-${"0".repeat(32)}-${spanId}-01` },
  "a span id of zeros": { traceparent: `00-${traceId}-${"0".repeat(16)}-01` },
  "upper case": { traceparent: `00-${traceId.toUpperCase()}-${spanId}-01` },
  "an unknown version": { traceparent: `fe-${traceId}-${spanId}-01` },
  "two in one": { traceparent: `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01` },
  "another vendor's header": { b3: `${"0".repeat(16)}-${spanId}-1`, "x-b3-traceid": traceId.slice(16) }
}

/** Where the company's last event and last job say that they come from. */
const kept = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql, tenantId }) =>
    SqlSchema.findOne({
      Request: Schema.Void,
      Result: Schema.Struct({ event: Schema.NullOr(Schema.String), job: Schema.NullOr(Schema.String) }),
      execute: () => sql`select
        (select trace_parent from azals.outbox where tenant_id = ${tenantId} order by seq desc limit 1) as event,
        (select trace_parent from azals.job where tenant_id = ${tenantId} order by id desc limit 1) as job`
    })(undefined)
  )
).pipe(Effect.orDie)

const rename = (key: string, version: number, headers: Readonly<Record<string, string>>) =>
  call("PATCH", "/v2/tenant", {
    key,
    body: { name: `Version ${version}` },
    headers: { "idempotency-key": uuidV7(), "if-match": String(version), ...headers }
  })

/** What every host does alike with the trace of its caller, whether or not it traces itself. */
export const traceScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `traces on ${name}`,
    (it) => {
      it.effect("keeps a caller's trace with the events and the jobs of the request", () =>
        Effect.gen(function* () {
          const { key, scope, year } = yield* companyWithBooks
          yield* send("PATCH", "/v2/tenant", key, { siren: "732829320" }, 1)
          for (const flags of ["01", "00"]) {
            const traceparent = `00-${traceId}-${spanId}-${flags}`
            yield* call("POST", `/v2/accounting/fiscal-years/${year}/fec`, {
              key,
              body: { charset: "UTF-8", separator: "tab" },
              headers: { "idempotency-key": uuidV7(), traceparent }
            })
            const renamed = yield* rename(key, flags === "01" ? 2 : 3, { traceparent })
            assert.strictEqual(renamed.status, 200, renamed.text)
            const { event, job } = yield* Effect.provideService(kept, TenantScope, scope)
            const inTrace = new RegExp(`^00-${traceId}-[0-9a-f]{16}-${flags}$`)
            assert.match(event ?? "none", inTrace)
            assert.match(job ?? "none", inTrace)
          }
        })
      )

      it.effect.each(Object.entries(malformed))("takes %s for no trace", ([, headers]) =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const { status, text } = yield* rename(key, 1, headers)
          assert.strictEqual(status, 200, text)
          const { event } = yield* Effect.provideService(kept, TenantScope, scope)
          if (event !== null) {
            assert.match(event, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
            for (const theirs of [traceId, traceId.slice(16), spanId]) assert.notInclude(event, theirs)
          }
        })
      )
    }
  )
