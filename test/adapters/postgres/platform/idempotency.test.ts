import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { idempotencyLayer } from "../../../../adapters/postgres/platform/IdempotencySql.ts"
import { TenantSql } from "../../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { Idempotency } from "../../../../ports/platform/Idempotency.ts"
import { freshTenant, tenantSqlLayer } from "../../../support/tenants.ts"

const answer = { status: 201, headers: {}, body: "{}" }
const hash = new Uint8Array(32)

layer(Layer.provideMerge(idempotencyLayer, tenantSqlLayer), { excludeTestServices: true })(
  "Idempotency",
  (it) => {
    it.effect("replays for the same body, refuses another, and forgets after thirty days", () =>
      Effect.gen(function* () {
        const scope = yield* freshTenant
        const { claim, keep } = yield* Idempotency
        const { statements, write } = yield* TenantSql
        const as = Effect.provideService(TenantScope, scope)
        const first = yield* write(
          Effect.tap(claim("r", "key-1", hash), () => keep("r", "key-1", answer))
        ).pipe(as)
        assert.strictEqual(first._tag, "First")
        assert.deepStrictEqual(yield* as(claim("r", "key-1", hash)), { _tag: "Replay", answer })
        assert.strictEqual((yield* as(claim("r", "key-1", new Uint8Array(32).fill(1))))._tag, "OtherBody")
        yield* statements(
          ({ sql, tenantId }) => sql`update azals.idempotency set created_at = now() - interval '31 days'
            where tenant_id = ${tenantId}`
        ).pipe(as)
        yield* as(claim("r", "key-2", hash))
        assert.strictEqual((yield* as(claim("r", "key-1", hash)))._tag, "First")
      })
    )
  }
)
