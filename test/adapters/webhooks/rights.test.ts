import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import type { SubscriptionId } from "../../../domain/platform/webhooks/model/index.ts"
import {
  changeWebhook,
  createWebhook,
  sendTestEvent,
  enableWebhook
} from "../../../domain/platform/webhooks/usecases/index.ts"
import { revokeKey, rotateKey } from "../../../domain/platform/identity/usecases/index.ts"
import { ApiKeyId } from "../../../domain/platform/identity/model/index.ts"
import type { Role } from "../../../domain/shared/Permission.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { WebhookDeliveries } from "../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../ports/platform/WebhookSubscriptions.ts"
import { faultyServer } from "../../support/providers/faultyServer.ts"
import { freshTenant } from "../../support/tenants.ts"
import { actingKey, delivered, happened, webhookWorld } from "../../support/webhookWorld.ts"

const inCompany = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.scoped(Effect.provideService(work, TenantScope, scope)))

/** A webhook of an owner who follows these topics, and the owner. */
const followed = (topics: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const receiver = yield* faultyServer
    const owner = yield* actingKey("owner")
    const made = createWebhook({ address: receiver.url, description: "", topics })
    const { webhook } = yield* Effect.provideService(made, TenantScope, owner)
    return { id: webhook.id, owner, keyId: ApiKeyId.make(owner.actorId), received: receiver.state.received }
  })

const webhook = (id: SubscriptionId) => Effect.flatMap(WebhookSubscriptions, ({ find }) => find(id))

const demoted = (keyId: ApiKeyId, role: Role) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.api_key set role = ${role}
        where tenant_id = ${tenantId} and id = ${keyId}`
    )
  )

const logOf = (id: SubscriptionId) =>
  Effect.flatMap(WebhookDeliveries, ({ list }) =>
    list({
      subscriptionId: id,
      states: Option.none(),
      eventType: Option.none(),
      after: Option.none(),
      limit: 20
    })
  )

layer(webhookWorld, { excludeTestServices: true, timeout: "60 seconds" })(
  "the rights behind a webhook",
  (it) => {
    it.effect("end it when they do: nothing more leaves until somebody with the rights enables it", () =>
      Effect.gen(function* () {
        const { id, keyId, owner, received } = yield* followed(["payments"])
        assert.strictEqual((yield* webhook(id)).vouchedBy, owner.actorId)
        yield* happened("one", "payments.payment.created")
        yield* delivered(id)
        assert.strictEqual(received.length, 1)
        yield* demoted(keyId, "technician")
        yield* happened("two", "payments.payment.created")
        yield* delivered(id)
        assert.strictEqual(received.length, 1)
        const { disabledReason, state, version } = yield* webhook(id)
        assert.deepStrictEqual([state, disabledReason], ["disabled", "rights-lost"])
        const enabled = enableWebhook(id, version)
        const refused = yield* Effect.flip(
          Effect.provideServiceEffect(enabled, TenantScope, actingKey("technician"))
        )
        assert.strictEqual(refused._tag, "PermissionDenied")
        yield* Effect.provideServiceEffect(enabled, TenantScope, actingKey("accountant"))
        yield* delivered(id)
        assert.strictEqual(received.length, 2, "what waited goes on")
      }).pipe(inCompany)
    )

    it.effect("are gone with a revoked key, and go over to the key that a rotation puts in its place", () =>
      Effect.gen(function* () {
        const { id, keyId, owner, received } = yield* followed(["tenancy"])
        const rotated = rotateKey(keyId, { overlapSeconds: 0 })
        const { key } = yield* rotated.pipe(
          Effect.provide(keySecretsLayer),
          Effect.provideService(TenantScope, owner)
        )
        yield* happened("rotated")
        yield* delivered(id)
        assert.strictEqual(received.length, 1)
        yield* revokeKey(key.id)
        yield* happened("revoked")
        yield* delivered(id)
        assert.strictEqual(received.length, 1)
        assert.strictEqual((yield* webhook(id)).disabledReason, "rights-lost")
      }).pipe(inCompany)
    )

    it.effect(
      "are looked at event by event: what waits from other topics is not sent to who may not read it",
      () =>
        Effect.gen(function* () {
          const { id, keyId, received } = yield* followed(["payments", "tenancy"])
          yield* happened("paid", "payments.payment.created")
          yield* revokeKey(keyId)
          yield* delivered(id)
          const technician = yield* actingKey("technician")
          yield* Effect.gen(function* () {
            const narrowed = yield* changeWebhook(id, (yield* webhook(id)).version, { topics: ["tenancy"] })
            yield* enableWebhook(id, narrowed.version)
            yield* sendTestEvent(id)
          }).pipe(Effect.provideService(TenantScope, technician))
          yield* happened("changed")
          yield* delivered(id)
          const log = yield* logOf(id)
          assert.sameDeepMembers(
            log.map(({ eventType, lastError, state }) => [eventType, state, lastError]),
            [
              ["payments.payment.created", "dead", "not-allowed"],
              ["tenancy.tenant.changed", "delivered", null],
              ["webhooks.subscription.tested", "delivered", null]
            ]
          )
          assert.strictEqual(received.length, 2)
        }).pipe(inCompany)
    )
  }
)
