import { Effect, Option, Schema } from "effect"
import { ApiKey, type ApiKeyId, type NewApiKey } from "../../domain/platform/identity/model/index.ts"
import { issueKey, revokeKey } from "../../domain/platform/identity/usecases/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"
import { ApiKeys } from "../../ports/platform/ApiKeys.ts"
import { Impossible } from "./CommandFailure.ts"
import { knownTenant, operatingOn, withOperatedDatabase } from "./operator.ts"
import { writeJson } from "./writeJson.ts"

const encode = (key: ApiKey) => Effect.orDie(Schema.encodeEffect(ApiKey)(key))

/** Makes a key of a company, and prints it with its secret. */
export const issueTenantKey = (tenantId: TenantId, wanted: NewApiKey) =>
  Effect.gen(function* () {
    yield* knownTenant(tenantId)
    const { key, secret } = yield* Effect.orDie(issueKey(wanted)).pipe(operatingOn(tenantId))
    yield* writeJson({ key: yield* encode(key), secret })
  }).pipe(withOperatedDatabase)

export const listTenantKeys = (tenantId: TenantId) =>
  Effect.gen(function* () {
    yield* knownTenant(tenantId)
    const keys = yield* allKeys(Option.none()).pipe(operatingOn(tenantId))
    yield* writeJson({ keys: yield* Effect.forEach(keys, encode) })
  }).pipe(withOperatedDatabase)

const page = 200

const allKeys = (
  after: Option.Option<ApiKeyId>
): Effect.Effect<
  ReadonlyArray<ApiKey>,
  never,
  Effect.Services<ReturnType<ApiKeys["Service"]["list"]>> | ApiKeys
> =>
  Effect.gen(function* () {
    const { list } = yield* ApiKeys
    const keys = yield* list(page, after)
    const last = keys.at(-1)
    if (last === undefined || keys.length < page) return keys
    return [...keys, ...(yield* allKeys(Option.some(last.id)))]
  })

export const revokeTenantKey = (tenantId: TenantId, id: ApiKeyId) =>
  Effect.gen(function* () {
    yield* knownTenant(tenantId)
    const key = yield* revokeKey(id).pipe(
      operatingOn(tenantId),
      Effect.catchTags({
        NotFound: () => new Impossible({ reason: unknownKey(id) }),
        IllegalTransition: () => new Impossible({ reason: overAlready(id) })
      })
    )
    yield* writeJson({ key: yield* encode(key) })
  }).pipe(withOperatedDatabase)

const unknownKey = (id: string) => ({
  fr: `Cette société n'a pas de clé ${id} : cherchez-la avec « azals keys list ».`,
  en: `This company has no key ${id}: look it up with "azals keys list".`
})

const overAlready = (id: string) => ({
  fr: `La clé ${id} est déjà révoquée.`,
  en: `The key ${id} is revoked already.`
})
