import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { ProviderAccountId } from "../../../../domain/finance/banking/model/index.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** The additions to an account that were sent and have not ended, and the IBANs of its connection that are mapped. */
export const sentAdditionsOf = ({ sql, tenantId }: TenantStatements, accountId: ProviderAccountId) =>
  Effect.all({ open: open(sql, tenantId, accountId), taken: taken(sql, tenantId, accountId) }).pipe(
    Effect.map((read) => ({
      open: read.open,
      taken: new Set(read.taken.map(({ reference }) => reference))
    })),
    Effect.orDie
  )

type Sql = TenantStatements["sql"]
type Tenant = TenantStatements["tenantId"]

const open = (sql: Sql, tenantId: Tenant, accountId: ProviderAccountId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({
      id: Schema.String,
      seenBefore: Schema.Array(Schema.String),
      sentAt: Schema.BigIntFromString,
      lost: Schema.Boolean
    }),
    execute:
      () => sql`select id, coalesce(seen_before, '[]'::jsonb) as "seenBefore", state = 'unknown' as lost,
        (extract(epoch from sent_at) * 1000000)::bigint::text as "sentAt"
      from azals.virtual_iban where tenant_id = ${tenantId} and provider_account_id = ${accountId}
        and state in ('adding', 'unknown') and sent_at is not null order by sent_at, id`
  })(undefined)

const taken = (sql: Sql, tenantId: Tenant, accountId: ProviderAccountId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ reference: Schema.String }),
    execute: () => sql`select v.reference from azals.virtual_iban v
      join azals.provider_account a on a.tenant_id = v.tenant_id and a.connection_id = v.connection_id
      where v.tenant_id = ${tenantId} and a.id = ${accountId} and v.reference is not null`
  })(undefined)
