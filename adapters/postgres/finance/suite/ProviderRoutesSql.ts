import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type Capability, ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { FallbackOrder } from "../../../../domain/finance/suite/model/index.ts"
import { VersionConflict } from "../../../../domain/shared/errors.ts"
import { ProviderRoutes } from "../../../../ports/finance/ProviderRoutes.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const providerRoutesLayer = Layer.effect(
  ProviderRoutes,
  Effect.map(TenantSql, ({ statements }) =>
    ProviderRoutes.of({
      orders: statements((unit) => Effect.orDie(orders(unit, null))),
      order: (capability) => statements((unit) => order(unit, capability)),
      setOrder: (capability, version, connectionIds) =>
        statements((unit) => setOrder(unit, capability, version, connectionIds)),
      facts: statements((unit) => Effect.orDie(facts(unit)))
    })
  )
)

const orders = ({ sql, tenantId }: TenantStatements, capability: Capability | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: FallbackOrder,
    execute: () => sql`select capability, to_jsonb(connection_ids) as "connectionIds", version
      from azals.fallback_order
      where tenant_id = ${tenantId} and (${capability}::text is null or capability = ${capability})
      order by capability`
  })(undefined)

const order = (unit: TenantStatements, capability: Capability) =>
  Effect.map(
    Effect.orDie(orders(unit, capability)),
    ([found]): FallbackOrder => found ?? { capability, connectionIds: [], version: 0 }
  )

const setOrder = (
  unit: TenantStatements,
  capability: Capability,
  version: number,
  connectionIds: ReadonlyArray<ConnectionId>
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const ids = sql`array(select jsonb_array_elements_text(${JSON.stringify(connectionIds)}::jsonb)::uuid)`
    const set =
      version === 0
        ? yield* sql`insert into azals.fallback_order (tenant_id, capability, connection_ids)
            values (${tenantId}, ${capability}, ${ids}) on conflict do nothing returning version`
        : yield* sql`update azals.fallback_order set connection_ids = ${ids}, version = version + 1
            where tenant_id = ${tenantId} and capability = ${capability} and version = ${version}
            returning version`
    const current = yield* order(unit, capability)
    if (set.length > 0) return current
    return yield* new VersionConflict({ entity: "FallbackOrder", id: capability, current: current.version })
  })

const FactsRow = Schema.Struct({
  connectionId: ConnectionId,
  lastSuccessAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  unknown: Schema.Int,
  waiting: Schema.Int
})

const facts = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: FactsRow,
    execute: () => sql`select connection_id as "connectionId",
        max(settled_at) filter (where state = 'succeeded') as "lastSuccessAt",
        (count(*) filter (where state = 'unknown'))::int as unknown,
        (count(*) filter (where state = 'created' and created_at < now() - interval '1 minute'))::int as waiting
      from azals.provider_intent
      where tenant_id = ${tenantId} and created_at > now() - interval '1 day' group by connection_id`
  })(undefined)
