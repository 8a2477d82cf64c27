import { Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Permission, Role } from "../../../shared/Permission.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"

export const ApiKeyId = Uuid.pipe(Schema.brand("ApiKeyId"))
export type ApiKeyId = typeof ApiKeyId.Type

/** `azk_`, eight characters that are shown, `_`, and 256 bits in base64url that are shown once. */
export const ApiKeySecret = Schema.String.check(Schema.isPattern(/^azk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/))
  .annotate({ examples: [`azk_k7m2x9qd_${"s".repeat(43)}`] })
  .pipe(Schema.brand("ApiKeySecret"))
export type ApiKeySecret = typeof ApiKeySecret.Type

/** What is shown of a secret: `azk_` and its eight characters. */
export const prefixOf = (secret: ApiKeySecret): string => secret.slice(0, 12)

const Scopes = Schema.NullOr(Schema.Array(Permission).check(Schema.isMaxLength(50))).annotate({
  description: "Rights that the key is narrowed to; null for all those of its role"
})

const RatePerMinute = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 6000 })).annotate({
  description: "Requests that the key may make in a minute"
})

/** A machine's credential. `replacedBy` names the key that a rotation made in its place. */
export const ApiKey = Schema.Struct({
  id: ApiKeyId,
  name: Label,
  prefix: Schema.String.annotate({ examples: ["azk_k7m2x9qd"] }),
  role: Role,
  scopes: Scopes,
  ratePerMinute: Schema.Int,
  createdAt: Instant,
  expiresAt: Schema.NullOr(Instant),
  revokedAt: Schema.NullOr(Instant),
  lastUsedAt: Schema.NullOr(Instant),
  replacedBy: Schema.NullOr(ApiKeyId),
  version: Schema.Int
}).annotate({ identifier: "ApiKey" })
export type ApiKey = typeof ApiKey.Type

export const NewApiKey = Schema.Struct({
  name: Label,
  role: Role,
  scopes: Scopes,
  ratePerMinute: RatePerMinute,
  expiresAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "NewApiKey",
  examples: [
    { name: "Till, Lyon", role: "operator", scopes: ["banking:read"], ratePerMinute: 600, expiresAt: null }
  ]
})
export type NewApiKey = typeof NewApiKey.Type

/** The only answer that ever holds a secret; a repeated one, to the same idempotency key, has null instead. */
export const IssuedApiKey = Schema.Struct({ key: ApiKey, secret: Schema.NullOr(ApiKeySecret) }).annotate({
  identifier: "IssuedApiKey"
})
export type IssuedApiKey = typeof IssuedApiKey.Type
