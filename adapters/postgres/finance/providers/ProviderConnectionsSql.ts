import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  Connection,
  type ConnectionId,
  ConnectionTest
} from "../../../../domain/finance/providers/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const providerConnectionsLayer = Layer.effect(
  ProviderConnections,
  Effect.map(TenantSql, ({ statements }) =>
    ProviderConnections.of({
      list: (limit, after) => statements((unit) => Effect.orDie(list(unit, limit, Option.getOrNull(after)))),
      find: (id) => statements((unit) => find(unit, id)),
      add: (connection) =>
        statements((unit) =>
          Effect.andThen(insert(unit, connection), Effect.orDie(find(unit, connection.id)))
        ),
      change: (id, version, { secretNames, state }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const changed = yield* sql`update azals.provider_connection
              set state = ${state}, secret_names = ${names(unit, secretNames)}, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
            const current = yield* find(unit, id)
            if (changed.length > 0) return current
            return yield* new VersionConflict({ entity: "ProviderConnection", id, current: current.version })
          })
        ),
      tested: (id, test) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const json = yield* Effect.orDie(Schema.encodeEffect(ConnectionTest)(test))
            yield* sql`update azals.provider_connection set last_test = ${JSON.stringify(json)}::jsonb
              where tenant_id = ${tenantId} and id = ${id}`
          })
        )
    })
  )
)

const Row = Schema.Struct({
  ...Connection.fields,
  createdAt: Schema.DateTimeUtcFromDate
})

const columns = ({ sql }: TenantStatements) =>
  sql.literal(`id, provider, environment, label, settings, state, secret_names as "secretNames",
    last_test as "lastTest", created_at as "createdAt", version`)

const names = ({ sql }: TenantStatements, list: ReadonlyArray<string>) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`

const insert = (unit: TenantStatements, row: Parameters<ProviderConnections["Service"]["add"]>[0]) =>
  unit.sql`insert into azals.provider_connection
      (tenant_id, id, provider, environment, label, settings, state, secret_names)
    values (${unit.tenantId}, ${row.id}, ${row.provider}, ${row.environment}, ${row.label},
      ${JSON.stringify(row.settings)}::jsonb, ${row.state}, ${names(unit, row.secretNames)})`

const list = (unit: TenantStatements, limit: number, after: ConnectionId | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select ${columns(unit)} from azals.provider_connection
      where tenant_id = ${unit.tenantId} and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`
  })(undefined)

const find = (unit: TenantStatements, id: ConnectionId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select ${columns(unit)} from azals.provider_connection
      where tenant_id = ${unit.tenantId} and id = ${id}`
  })(undefined).pipe(
    Effect.catchTag("SchemaError", Effect.die),
    Effect.flatMap(Effect.fromOption),
    Effect.catchTag("NoSuchElementError", () =>
      Effect.fail(new NotFound({ entity: "ProviderConnection", id }))
    )
  )
