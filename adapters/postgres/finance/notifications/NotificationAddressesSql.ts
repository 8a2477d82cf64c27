import { DateTime, Effect, Layer, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { NotificationAddress } from "../../../../domain/finance/notifications/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { NotificationAddresses } from "../../../../ports/finance/NotificationAddresses.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { addressHash } from "./NotificationGateSql.ts"

export const notificationAddressesLayer = Layer.effect(
  NotificationAddresses,
  Effect.map(TenantSql, ({ statements }) =>
    NotificationAddresses.of({
      ofConnection: (id) => statements((unit) => Effect.orDie(rows(unit, unit.sql`connection_id = ${id}`))),
      find: (id) =>
        statements((unit) =>
          Effect.flatMap(Effect.orDie(rows(unit, unit.sql`id = ${id}`)), ([found]) =>
            found === undefined
              ? Effect.fail(new NotFound({ entity: "NotificationAddress", id }))
              : Effect.succeed(found)
          )
        ),
      add: (id, connectionId, address) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.notification_address (tenant_id, id, connection_id, address_hash)
            values (${tenantId}, ${id}, ${connectionId}, ${addressHash(address)})`)
        ),
      endOthers: ({ connectionId, id }, at) =>
        statements((unit) => end(unit, unit.sql`connection_id = ${connectionId} and id <> ${id}`, at)),
      end: (id, at) => statements((unit) => end(unit, unit.sql`id = ${id}`, at))
    })
  )
)

const Row = Schema.Struct({
  ...NotificationAddress.fields,
  createdAt: Schema.DateTimeUtcFromDate,
  endsAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, connection_id as "connectionId", created_at as "createdAt", ends_at as "endsAt"
      from azals.notification_address where tenant_id = ${tenantId} and ${where} order by id desc limit 1000`
  })(undefined)

const end = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment, at: DateTime.Utc) =>
  Effect.asVoid(sql`update azals.notification_address
    set ends_at = ${DateTime.toDate(at)}, version = version + 1
    where tenant_id = ${tenantId} and ${where} and (ends_at is null or ends_at > ${DateTime.toDate(at)})`)
