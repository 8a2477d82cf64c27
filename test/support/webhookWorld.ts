import { Effect, Layer, Redacted } from "effect"
import { idsLayer, uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { randomTextsLayer } from "../../adapters/ids/RandomTextsSecure.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { EngineSql } from "../../adapters/postgres/EngineSql.ts"
import { retentionStoreLayer } from "../../adapters/postgres/platform/RetentionSql.ts"
import { webhookLineLayer } from "../../adapters/postgres/platform/webhooks/WebhookLineSql.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { dnsLookup } from "../../adapters/outbound/checkedLookup.ts"
import { webhookSenderLayer } from "../../adapters/webhooks/WebhookSenderHttps.ts"
import { publicReceivers, type SubscriptionId } from "../../domain/platform/webhooks/model/index.ts"
import { createWebhook, deliver } from "../../domain/platform/webhooks/usecases/index.ts"
import { permissionsOf, type Role } from "../../domain/shared/Permission.ts"
import { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { Events } from "../../ports/platform/Events.ts"
import { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../ports/platform/WebhookDeliveries.ts"
import { WebhookReceivers } from "../../ports/platform/WebhookReceivers.ts"
import { serviceUrl } from "./database.ts"
import { masterKeysForTests } from "./hosts.ts"

const here = { ...publicReceivers, loopback: true }

/** Everything that a worker has for webhooks, over the run's database; receivers of this machine are allowed. */
export const webhookWorld = Layer.suspend(() => webhookWorldOn(Redacted.make(serviceUrl())))

/** The same over another database. */
export const webhookWorldOn = (url: Redacted.Redacted) =>
  Layer.mergeAll(
    webhookSenderLayer({ limits: here, timeout: "500 millis", lookup: dnsLookup }),
    Layer.succeed(WebhookReceivers, here),
    sealedSecretsLayer(masterKeysForTests),
    retentionStoreLayer
  ).pipe(
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url, maxConnections: 12 })),
    Layer.provideMerge(webhookLineLayer),
    Layer.provideMerge(EngineSql.layer({ url, maxConnections: 2 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, randomTextsLayer))
  )

/** An API key of the acting company with this role, as it acts. */
export const actingKey = (role: Role) =>
  Effect.gen(function* () {
    const scope = yield* TenantScope
    const actorId = ActorId.make(uuidV7())
    const { statements } = yield* TenantSql
    yield* statements(
      ({ sql, tenantId }) => sql`insert into azals.api_key
        (tenant_id, id, name, prefix, key_hash, role, rate_per_minute)
        values (${tenantId}, ${actorId}, 'test', 'azk_test', ${new TextEncoder().encode(actorId)}, ${role}, 600)`
    )
    return { ...scope, actorId, actorKind: "api_key", permissions: permissionsOf[role] } as const
  })

/** A webhook at the address made by an owner, and the secret that verifies what it is sent. */
export const webhookAt = (address: string, topics: ReadonlyArray<string> = ["tenancy"]) =>
  createWebhook({ address, description: "", topics }).pipe(
    Effect.provideServiceEffect(TenantScope, actingKey("owner")),
    Effect.map(({ secret, webhook }) => ({ id: webhook.id, secret }))
  )

/** Commits one event of the company. */
export const happened = (entityId: string, type = "tenancy.tenant.changed") =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { publish } = yield* Events
    yield* write(publish({ type, entityId, payload: { about: entityId } }))
  })

/** What the worker does: looks at new events, then sends what is due. */
export const delivered = (...ids: ReadonlyArray<SubscriptionId>) =>
  Effect.gen(function* () {
    const { fanOut } = yield* WebhookDeliveries
    yield* fanOut(500)
    yield* Effect.forEach(ids, deliver, { discard: true })
  })

/** Pauses of the company's deliveries and receivers are over. */
export const pausesOver = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql, tenantId }) =>
    Effect.andThen(
      sql`update azals.webhook_delivery set next_attempt_at = now()
        where tenant_id = ${tenantId} and next_attempt_at is not null`,
      sql`update azals.webhook_health set rests_until = null where tenant_id = ${tenantId}`
    )
  )
)
