import { Effect, Layer, Option, Schema } from "effect"
import { createHash } from "node:crypto"
import { Language } from "../../../domain/shared/Language.ts"
import { Role } from "../../../domain/shared/Permission.ts"
import { ActorId, type ActorKind, TenantId } from "../../../domain/shared/TenantScope.ts"
import { Admission, type Admitted } from "../../../ports/platform/Admission.ts"
import { TokenVerifier } from "../../../ports/platform/TokenVerifier.ts"
import { Connect } from "../Connect.ts"

const KeySetRow = Schema.Struct({ tenant_id: TenantId, audience: Schema.String, jwks_url: Schema.String })

const Row = Schema.Struct({
  tenant_id: TenantId,
  tenant_status: Schema.Literals(["active", "suspended"]),
  language: Language,
  cors_origins: Schema.Array(Schema.String),
  actor_id: ActorId,
  role: Role,
  scopes: Schema.NullOr(Schema.Array(Schema.String)),
  retry_after: Schema.Int
})

const decodeRows = Schema.decodeUnknownEffect(Schema.Array(Row))
const decodeKeySets = Schema.decodeUnknownEffect(Schema.Array(KeySetRow))

/** The gate's own functions, outside any unit: one round trip that finds, checks and counts. */
export const admissionLayer = Layer.effect(
  Admission,
  Effect.gen(function* () {
    const { open } = yield* Connect
    const { verify } = yield* TokenVerifier

    const query = (sql: string, params: ReadonlyArray<unknown>) =>
      Effect.scoped(Effect.flatMap(open, (session) => session.query(sql, params))).pipe(
        Effect.map((result) => result.rows),
        Effect.orDie
      )

    const admitted = (kind: ActorKind, sql: string, params: ReadonlyArray<unknown>) =>
      query(sql, params).pipe(
        Effect.flatMap(decodeRows),
        Effect.map(([row]) => (row === undefined ? Option.none() : Option.some(toAdmitted(kind, row)))),
        Effect.orDie
      )

    const keySets = (issuer: string, audiences: ReadonlyArray<string>) =>
      query("select * from engine.oidc_jwks($1, $2)", [issuer, audiences]).pipe(
        Effect.flatMap(decodeKeySets),
        Effect.map(([row, ...others]) =>
          row === undefined || others.length > 0
            ? Option.none()
            : Option.some({ tenantId: row.tenant_id, audience: row.audience, jwksUrl: row.jwks_url })
        ),
        Effect.orDie
      )

    return Admission.of({
      admit: (token) =>
        token.startsWith("azk_")
          ? Effect.flatMap(sha256(token), (hash) =>
              admitted("api_key", "select * from engine.admit_api_key($1)", [hash])
            )
          : Effect.flatMap(
              verify(token, keySets),
              Option.match({
                onNone: () => Effect.succeed(Option.none()),
                onSome: ({ subject, tenantId }) =>
                  admitted("user", "select * from engine.admit_member($1, $2)", [tenantId, subject])
              })
            ),
      allowsOrigin: (origin) =>
        Effect.map(
          query("select engine.allowed_origin($1) as allowed", [origin]),
          ([row]) => row?.["allowed"] === true
        )
    })
  })
)

/** The SHA-256 of a text's UTF-8 bytes: what is stored of an API key. Without a promise: on every request's path. */
export const sha256 = (text: string) =>
  Effect.sync(() => new Uint8Array(createHash("sha256").update(text).digest()))

const toAdmitted = (actorKind: ActorKind, row: typeof Row.Type): Admitted => ({
  tenantId: row.tenant_id,
  tenantStatus: row.tenant_status,
  language: row.language,
  corsOrigins: row.cors_origins,
  actorId: row.actor_id,
  actorKind,
  role: row.role,
  scopes: Option.map(Option.fromNullOr(row.scopes), (scopes) => new Set(scopes)),
  retryAfter: row.retry_after
})
