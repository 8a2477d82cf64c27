import { Effect, Layer, Schema } from "effect"
import { TenantEntry } from "../../../domain/platform/tenancy/model/index.ts"
import { TenantDirectory } from "../../../ports/platform/TenantDirectory.ts"
import { Connect } from "../Connect.ts"

/** Reads the operators' list under the engine's role, in a transaction of its own. No route has this layer. */
export const tenantDirectoryLayer = Layer.effect(
  TenantDirectory,
  Effect.map(Connect, ({ open }) =>
    TenantDirectory.of({
      all: Effect.scoped(
        Effect.gen(function* () {
          const session = yield* open
          yield* session.query("BEGIN READ ONLY")
          yield* session.query("set local role azals_engine")
          const { rows } = yield* session
            .query(
              "select tenant_id as id, name, status from engine.tenant_directory order by name, tenant_id"
            )
            .pipe(Effect.onExit(() => Effect.ignore(session.query("ROLLBACK"))))
          return yield* decode(rows)
        })
      ).pipe(Effect.orDie)
    })
  )
)

const decode = Schema.decodeUnknownEffect(Schema.Array(TenantEntry))
