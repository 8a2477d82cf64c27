import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Ids } from "../../../domain/shared/Uuid.ts"
import type { SecretOwner } from "../../../ports/platform/SealedSecrets.ts"
import { type SealedRow, SealedStore, type WrappedKey } from "../../../ports/platform/SealedStore.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const sealedStoreLayer = Layer.effect(
  SealedStore,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return SealedStore.of({
      currentKey: statements((unit) => Effect.orDie(currentKey(unit))),
      addKey: (key) => statements((unit) => addKey(unit, key)),
      keys: statements((unit) => Effect.orDie(keys(unit, ""))),
      holdKeys: statements((unit) => Effect.orDie(keys(unit, "for update"))),
      rewrapKey: ({ id, masterKeyId, wrapped }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.data_key set master_key_id = ${masterKeyId}, wrapped = ${wrapped}
            where tenant_id = ${tenantId} and id = ${id}`)
        ),
      renewKey: (key) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`update azals.data_key set retired = true where tenant_id = ${unit.tenantId} and not retired`,
            addKey(unit, key)
          )
        ),
      dropKeysBut: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`delete from azals.data_key where tenant_id = ${tenantId} and id <> ${id}`)
        ),
      replace: (owner, rows) =>
        statements((unit) =>
          Effect.gen(function* () {
            yield* unit.sql`delete from azals.sealed_secret where ${of(unit, owner)}`
            for (const row of rows) yield* insert(unit, yield* ids.next, { ...owner, ...row })
          })
        ),
      rowsOf: (owner) => statements((unit) => Effect.orDie(rows(unit, of(unit, owner)))),
      allRows: statements((unit) => Effect.orDie(rows(unit, unit.sql`tenant_id = ${unit.tenantId}`))),
      reseal: (row) =>
        statements((unit) =>
          Effect.asVoid(unit.sql`update azals.sealed_secret
            set data_key_id = ${row.keyId}, sealed = ${row.sealed} where ${of(unit, row)} and name = ${row.name}`)
        )
    })
  })
)

const Key = Schema.Struct({ id: Schema.String, masterKeyId: Schema.String, wrapped: Schema.Uint8Array })

const Row = Schema.Struct({
  kind: Schema.String,
  id: Schema.String,
  environment: Schema.String,
  name: Schema.String,
  keyId: Schema.String,
  sealed: Schema.Uint8Array
})

/** Shared locks let many seal at a time, and make a renewal wait for them. */
const currentKey = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Key,
    execute: () => sql`select id, master_key_id as "masterKeyId", wrapped from azals.data_key
      where tenant_id = ${tenantId} and not retired for share`
  })(undefined)

const keys = ({ sql, tenantId }: TenantStatements, lock: "" | "for update") =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Key,
    execute: () => sql`select id, master_key_id as "masterKeyId", wrapped from azals.data_key
      where tenant_id = ${tenantId} order by id ${sql.literal(lock)}`
  })(undefined)

const addKey = ({ sql, tenantId }: TenantStatements, { id, masterKeyId, wrapped }: WrappedKey) =>
  Effect.asVoid(sql`insert into azals.data_key (tenant_id, id, master_key_id, wrapped)
    values (${tenantId}, ${id}, ${masterKeyId}, ${wrapped})
    on conflict (tenant_id) where not retired do nothing`)

const of = ({ sql, tenantId }: TenantStatements, { environment, id, kind }: SecretOwner) =>
  sql`tenant_id = ${tenantId} and owner_kind = ${kind} and owner_id = ${id} and environment = ${environment}`

const rows = ({ sql }: TenantStatements, where: ReturnType<typeof of>) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select owner_kind as kind, owner_id as id, environment, name,
      data_key_id as "keyId", sealed from azals.sealed_secret where ${where} order by name`
  })(undefined)

const insert = ({ sql, tenantId }: TenantStatements, rowId: string, row: SealedRow) =>
  sql`insert into azals.sealed_secret
      (tenant_id, id, owner_kind, owner_id, environment, name, data_key_id, sealed)
    values (${tenantId}, ${rowId}, ${row.kind}, ${row.id}, ${row.environment}, ${row.name}, ${row.keyId},
      ${row.sealed})`
