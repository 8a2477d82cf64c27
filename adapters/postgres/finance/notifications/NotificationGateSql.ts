import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { createHash } from "node:crypto"
import { ConnectionId, ProviderName } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { NotificationGate } from "../../../../ports/finance/NotificationGate.ts"
import { Connect } from "../../Connect.ts"

/** The gate's own functions, outside any unit: one round trip each, and the company is what the address says. */
export const notificationGateLayer = Layer.effect(
  NotificationGate,
  Effect.map(Connect, ({ open }) => {
    const query = (sql: string, params: ReadonlyArray<unknown>) =>
      Effect.scoped(Effect.flatMap(open, (session) => session.query(sql, params))).pipe(
        Effect.map(({ rows }) => rows[0]),
        Effect.orDie
      )
    return NotificationGate.of({
      admit: (address) =>
        query("select * from engine.admit_notification($1)", [addressHash(address)]).pipe(
          Effect.flatMap((row) =>
            row === undefined ? Effect.succeedNone : Effect.map(Effect.orDie(decodeOwner(row)), Option.some)
          ),
          Effect.map(
            Option.map((row) => ({
              tenantId: row.tenant_id,
              connectionId: row.connection_id,
              provider: row.provider
            }))
          )
        ),
      receive: (address, { body, connectionVersion, decoded, id }) =>
        query("select engine.receive_notification($1, $2, $3, $4, $5, $6, $7, $8) as outcome", [
          addressHash(address),
          connectionVersion,
          id,
          decoded.eventId,
          decoded.type,
          decoded.resourceId,
          decoded.occurredAt === null ? null : DateTime.toDate(decoded.occurredAt),
          body
        ]).pipe(
          Effect.flatMap((row) => Effect.orDie(decodeOutcome(row))),
          Effect.map(({ outcome }) => outcome)
        )
    })
  })
)

/** What is stored of an address. */
export const addressHash = (address: Redacted.Redacted) =>
  new Uint8Array(createHash("sha256").update(Redacted.value(address)).digest())

const decodeOwner = Schema.decodeUnknownEffect(
  Schema.Struct({ tenant_id: TenantId, connection_id: ConnectionId, provider: ProviderName })
)

const decodeOutcome = Schema.decodeUnknownEffect(
  Schema.Struct({ outcome: Schema.Literals(["received", "stale"]) })
)
