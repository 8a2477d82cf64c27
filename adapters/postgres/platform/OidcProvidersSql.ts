import { Effect, Layer, Option, Schema } from "effect"
import { type SqlError, SqlSchema } from "effect/sql"
import {
  OidcProvider,
  type OidcProviderId,
  OidcProviderRefused
} from "../../../domain/platform/identity/model/index.ts"
import { AlreadyExists, NotFound } from "../../../domain/shared/errors.ts"
import { OidcProviders } from "../../../ports/platform/OidcProviders.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const oidcProvidersLayer = Layer.effect(
  OidcProviders,
  Effect.map(TenantSql, ({ statements }) =>
    OidcProviders.of({
      list: (limit, after) => statements((unit) => Effect.orDie(list(unit, limit, Option.getOrNull(after)))),
      add: (id, { audience, issuer, jwksUrl }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const added =
              yield* sql`insert into azals.oidc_provider (tenant_id, id, issuer, audience, jwks_url)
              values (${tenantId}, ${id}, ${issuer}, ${audience}, ${jwksUrl})
              on conflict (tenant_id, issuer, audience) do nothing returning id`.pipe(
                Effect.catchTag("SqlError", (error) => anotherCompanys(error, issuer, audience))
              )
            if (added.length > 0) return { id, issuer, audience, jwksUrl, version: 1 }
            return yield* new AlreadyExists({ entity: "OidcProvider", key: `${issuer} ${audience}` })
          })
        ),
      remove: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.flatMap(
            sql`delete from azals.oidc_provider where tenant_id = ${tenantId} and id = ${id} returning id`,
            (removed) =>
              removed.length > 0 ? Effect.void : Effect.fail(new NotFound({ entity: "OidcProvider", id }))
          )
        )
    })
  )
)

const list = ({ sql, tenantId }: TenantStatements, limit: number, after: OidcProviderId | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: OidcProvider,
    execute: () => sql`select id, issuer, audience, jwks_url as "jwksUrl", version from azals.oidc_provider
      where tenant_id = ${tenantId} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`
  })(undefined)

/** The pair is the key of a table that all companies share: a clash there is another company's. */
const anotherCompanys = (
  error: SqlError.SqlError,
  issuer: string,
  audience: string
): Effect.Effect<never, OidcProviderRefused | SqlError.SqlError> =>
  Effect.fail(error.reason._tag === "UniqueViolation" ? new OidcProviderRefused({ issuer, audience }) : error)
