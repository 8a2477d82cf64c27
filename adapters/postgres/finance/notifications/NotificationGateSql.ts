import { PgTypes } from "@effect/sql-pg"
import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { createHash } from "node:crypto"
import { ConnectionId, ProviderName } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { NotificationGate, type ProvenNotification } from "../../../../ports/finance/NotificationGate.ts"
import { Connect } from "../../Connect.ts"
import { groupCommit } from "../../groupCommit.ts"

/** The gate's own functions, outside any unit, and the company is what the address says. Sessions that outlive a request keep what comes together in one transaction. */
export const notificationGateLayer = Layer.effect(
  NotificationGate,
  Effect.gen(function* () {
    const { open, shared } = yield* Connect
    const query = (sql: string, params: ReadonlyArray<unknown>) =>
      Effect.scoped(Effect.flatMap(open, (session) => session.query(sql, params))).pipe(
        Effect.map(({ rows }) => rows),
        Effect.orDie
      )

    const receiveAll = (arrived: ReadonlyArray<Arrived>) =>
      query(receiveSql, columnsOf(arrived)).pipe(
        Effect.flatMap(decodeOutcomes),
        Effect.map((rows) => rows.map(({ outcome }) => outcome)),
        Effect.orDie
      )
    const together = yield* groupCommit({
      most: 64,
      mostBytes: 1_048_576,
      bytesOf: ({ notification }: Arrived) => notification.body.length,
      run: receiveAll
    })
    const alone = (arrived: Arrived) => Effect.map(receiveAll([arrived]), ([outcome = "stale"]) => outcome)
    const receive = shared ? together : alone

    return NotificationGate.of({
      admit: (address) =>
        query("select * from engine.admit_notification($1)", [addressHash(address)]).pipe(
          Effect.flatMap(([row]) =>
            row === undefined ? Effect.succeedNone : Effect.map(Effect.orDie(decodeOwner(row)), Option.some)
          ),
          Effect.map(
            Option.map((row) => ({
              tenantId: row.tenant_id,
              connectionId: row.connection_id,
              connectionVersion: row.connection_version,
              provider: row.provider
            }))
          )
        ),
      receive: (address, notification) => receive({ hash: addressHash(address), notification })
    })
  })
)

interface Arrived {
  readonly hash: Uint8Array
  readonly notification: ProvenNotification
}

const receiveSql = `select engine.receive_notification(t.hash, t.version, t.id::uuid, t.event_id, t.type, t.resource_id,
    t.occurred_at::timestamptz, t.body) as outcome
  from unnest($1::bytea[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])
    with ordinality as t (hash, version, id, event_id, type, resource_id, occurred_at, body, place) order by t.place`

const columnsOf = (arrived: ReadonlyArray<Arrived>) => {
  const said = arrived.map(({ notification }) => notification.decoded)
  return [
    arrived.map(({ hash }) => hash),
    arrived.map(({ notification }) => notification.connectionVersion),
    arrived.map(({ notification }) => notification.id),
    said.map(({ eventId }) => eventId),
    said.map(({ type }) => type),
    texts(said.map(({ resourceId }) => resourceId)),
    texts(said.map(({ occurredAt }) => (occurredAt === null ? null : DateTime.formatIso(occurredAt)))),
    arrived.map(({ notification }) => notification.body)
  ]
}

/** With its type: the driver cannot tell that of an array without one value. */
const texts = (values: ReadonlyArray<string | null>): PgTypes.Parameter => ({
  [PgTypes.ParameterTypeId]: PgTypes.ParameterTypeId,
  oid: PgTypes.OID.textArray,
  value: values
})

/** What is stored of an address; kept as long as the address itself is. */
export const addressHash = (address: Redacted.Redacted): Uint8Array => {
  const kept =
    hashes.get(address) ?? new Uint8Array(createHash("sha256").update(Redacted.value(address)).digest())
  hashes.set(address, kept)
  return kept
}

const hashes = new WeakMap<Redacted.Redacted, Uint8Array>()

const decodeOwner = Schema.decodeUnknownEffect(
  Schema.Struct({
    tenant_id: TenantId,
    connection_id: ConnectionId,
    connection_version: Schema.Int,
    provider: ProviderName
  })
)

const decodeOutcomes = Schema.decodeUnknownEffect(
  Schema.Array(Schema.Struct({ outcome: Schema.Literals(["received", "stale"]) }))
)
