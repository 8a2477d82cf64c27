import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Option } from "effect"
import { Webhook } from "standardwebhooks"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import type { SubscriptionId } from "../../../domain/platform/webhooks/model/index.ts"
import {
  deliver,
  redeliver,
  redeliverRange,
  removeWebhook,
  rotateWebhookSecret,
  sendTestEvent,
  enableWebhook
} from "../../../domain/platform/webhooks/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { Retention } from "../../../ports/platform/Retention.ts"
import { Tenants } from "../../../ports/platform/Tenants.ts"
import { WebhookDeliveries } from "../../../ports/platform/WebhookDeliveries.ts"
import { WebhookLine } from "../../../ports/platform/WebhookLine.ts"
import { WebhookSubscriptions } from "../../../ports/platform/WebhookSubscriptions.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { answers, faultyServer, type Received } from "../../support/providers/faultyServer.ts"
import { freshTenant } from "../../support/tenants.ts"
import {
  actingKey,
  delivered,
  happened,
  pausesOver,
  webhookAt,
  webhookWorld
} from "../../support/webhookWorld.ts"

const inCompany = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.scoped(Effect.provideService(work, TenantScope, scope)))

const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, {
    "webhook-id": String(headers["webhook-id"]),
    "webhook-timestamp": String(headers["webhook-timestamp"]),
    "webhook-signature": String(headers["webhook-signature"])
  })

const subjects = (received: ReadonlyArray<Received>) =>
  received.map(({ body }) => {
    const said: unknown = JSON.parse(body)
    return typeof said === "object" && said !== null && "entityId" in said ? said.entityId : undefined
  })

const idsOf = (received: ReadonlyArray<Received>) => received.map(({ headers }) => headers["webhook-id"])

const logOf = (id: SubscriptionId) =>
  Effect.flatMap(WebhookDeliveries, ({ list }) =>
    list({
      subscriptionId: id,
      states: Option.none(),
      eventType: Option.none(),
      after: Option.none(),
      limit: 200
    })
  )

const webhook = (id: SubscriptionId) => Effect.flatMap(WebhookSubscriptions, ({ find }) => find(id))

/** As if every attempt had failed since then. */
const failingFor = (days: number) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.webhook_health
        set failing_since = now() - ${days} * interval '1 day' where tenant_id = ${tenantId}`
    )
  )

layer(webhookWorld, { excludeTestServices: true, timeout: "60 seconds" })("delivering to webhooks", (it) => {
  it.effect("sends each followed event once, in order, signed, and keeps what came of it", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      yield* happened("before")
      const { id, secret } = yield* webhookAt(receiver.url, ["tenancy.tenant", "cards"])
      for (const name of ["one", "two"]) yield* happened(name)
      yield* happened("other", "tenancy.tenants.changed")
      yield* happened("payments", "payments.payment.created")
      yield* delivered(id)
      yield* delivered(id)
      const { received } = receiver.state
      assert.sameMembers(subjects(received), ["one", "two"])
      const { after } = yield* EventLog
      const { events } = yield* after({ after: undefined, limit: 10, contexts: ["tenancy"] })
      for (const message of received) {
        const event = events.find((one) => one.id === message.headers["webhook-id"])
        assert.containSubset(verified(message, secret), {
          type: "tenancy.tenant.changed",
          id: event?.id,
          seq: event?.seq,
          data: { about: event?.entityId }
        })
      }
      const log = yield* logOf(id)
      assert.deepStrictEqual(
        log.map(({ attempts, lastStatus, state }) => [state, attempts, lastStatus]),
        [
          ["delivered", 1, 200],
          ["delivered", 1, 200]
        ]
      )
    }).pipe(inCompany)
  )

  it.effect("repeats what failed under the same webhook-id, and gives up after eight attempts", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url)
      yield* happened("late")
      receiver.state.reply = answers(500)
      for (let attempt = 0; attempt < 9; attempt++) {
        yield* delivered(id)
        yield* pausesOver
      }
      const { received } = receiver.state
      assert.strictEqual(received.length, 8)
      assert.strictEqual(new Set(idsOf(received)).size, 1)
      assert.strictEqual(new Set(received.map(({ body }) => body)).size, 1)
      const [dead] = yield* logOf(id)
      assert.containSubset(dead, { state: "dead", attempts: 8, lastError: "refused", lastStatus: 500 })
      receiver.state.reply = answers(204)
      if (dead === undefined) return assert.fail("no delivery")
      yield* redeliver(dead.id)
      yield* delivered(id)
      assert.strictEqual(new Set(idsOf(received)).size, 1)
      const { attemptsOf, byId } = yield* WebhookDeliveries
      assert.containSubset(yield* byId(dead.id), { state: "delivered", attempts: 1 })
      const attempts = yield* attemptsOf(dead.id)
      assert.deepStrictEqual(
        attempts.map(({ status }) => status),
        [204, 500, 500, 500, 500, 500, 500, 500, 500]
      )
      assert.match(attempts[0]?.bodyHash ?? "", /^[0-9a-f]{64}$/)
      assert.isNull((yield* webhook(id)).failingSince)
    }).pipe(inCompany)
  )

  it.effect("signs with both secrets for the overlap, and then with the new one alone", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id, secret: old } = yield* webhookAt(receiver.url)
      const { secret } = yield* rotateWebhookSecret(id, 1, { overlapSeconds: 3600 })
      yield* happened("overlap")
      yield* delivered(id)
      const { statements } = yield* TenantSql
      yield* statements(
        ({ sql, tenantId }) => sql`update azals.webhook_subscription set overlap_ends_at = now()
          where tenant_id = ${tenantId}`
      )
      yield* happened("after")
      yield* delivered(id)
      const [during, after] = receiver.state.received
      if (during === undefined || after === undefined) return assert.fail("not delivered")
      for (const one of [old, secret]) assert.containSubset(verified(during, one), { entityId: "overlap" })
      assert.containSubset(verified(after, secret), { entityId: "after" })
      assert.throws(() => verified(after, old))
      assert.strictEqual(String(after.headers["webhook-signature"]).split(" ").length, 1)
    }).pipe(inCompany)
  )

  it.effect("is disabled at once by 410 Gone, and sent nothing until somebody enables it", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url)
      yield* happened("gone")
      receiver.state.reply = answers(410)
      yield* delivered(id)
      assert.containSubset(yield* webhook(id), { state: "disabled", disabledReason: "gone", version: 2 })
      receiver.state.reply = answers(200)
      yield* happened("missed")
      yield* pausesOver
      yield* delivered(id)
      assert.strictEqual(receiver.state.received.length, 1)
      const { after } = yield* EventLog
      const { events } = yield* after({ after: undefined, limit: 10, contexts: ["webhooks"] })
      assert.deepInclude(events.at(-1)?.payload, { reason: "gone" })
      assert.strictEqual(events.at(-1)?.type, "webhooks.subscription.disabled")
      yield* Effect.provideServiceEffect(enableWebhook(id, 2), TenantScope, actingKey("owner"))
      const all = { from: null, to: null, first: null, last: null } as const
      const missed = yield* redeliverRange(id, { ...all, which: ["missed"] })
      assert.deepStrictEqual(missed, { redelivered: 1, more: false })
      assert.strictEqual((yield* redeliverRange(id, { ...all, which: ["dead"] })).redelivered, 1)
      yield* delivered(id)
      assert.deepStrictEqual(subjects(receiver.state.received), ["gone", "gone", "missed"])
    }).pipe(inCompany)
  )

  it.effect("is disabled when every attempt failed for five days, and not before", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      receiver.state.reply = answers(503)
      const { id } = yield* webhookAt(receiver.url)
      yield* happened("failing")
      yield* delivered(id)
      assert.isNotNull((yield* webhook(id)).failingSince)
      yield* failingFor(4.9)
      yield* pausesOver
      yield* deliver(id)
      assert.strictEqual((yield* webhook(id)).state, "enabled")
      yield* failingFor(5)
      yield* pausesOver
      yield* deliver(id)
      assert.containSubset(yield* webhook(id), { state: "disabled", disabledReason: "failing" })
    }).pipe(inCompany)
  )

  it.effect("tries a receiver that is down with one delivery at a time, and then lets it rest", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      receiver.state.reply = answers(500)
      const { id } = yield* webhookAt(receiver.url)
      for (let count = 0; count < 20; count++) yield* happened(`e${count}`)
      yield* delivered(id)
      assert.isAtMost(receiver.state.received.length, 6)
      const before = receiver.state.received.length
      yield* pausesOver
      yield* deliver(id)
      assert.strictEqual(receiver.state.received.length, before + 1)
      receiver.state.reply = answers(200)
      yield* pausesOver
      yield* deliver(id)
      const log = yield* logOf(id)
      assert.isTrue(log.every(({ state }) => state === "delivered"))
    }).pipe(inCompany)
  )

  it.effect("tells a company nothing of another's, even at the same address", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const made = (name: string) =>
        Effect.tap(webhookAt(receiver.url), ({ id }) => Effect.andThen(happened(name), delivered(id)))
      const own = yield* made("own")
      const other = yield* inCompany(made("other"))
      yield* delivered(own.id, other.id)
      const { received } = receiver.state
      assert.deepStrictEqual(subjects(received), ["own", "other"])
      for (const [index, { secret }] of [own, other].entries()) {
        for (const [place, message] of received.entries()) {
          if (place === index) assert.doesNotThrow(() => verified(message, secret))
          else assert.throws(() => verified(message, secret))
        }
      }
      assert.strictEqual((yield* Effect.flip(webhook(other.id)))._tag, "NotFound")
    }).pipe(inCompany)
  )

  it.effect("gives a turn to one worker at a time, and to another when its lease is over", () =>
    Effect.gen(function* () {
      const { tenantId } = yield* TenantScope
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url)
      const { fanOut, release } = yield* WebhookDeliveries
      yield* happened("turn")
      const { take, toFanOut } = yield* WebhookLine
      assert.include(yield* toFanOut(1000), tenantId)
      yield* fanOut(500)
      assert.notInclude(yield* toFanOut(1000), tenantId)
      const wanted = { lane: "healthy", limit: 1000, perTenant: 8, lease: Duration.seconds(60) } as const
      const mine = (lease = wanted.lease) =>
        Effect.map(take({ ...wanted, lease }), (turns) => turns.filter((one) => one.subscriptionId === id))
      const [taken] = yield* mine(Duration.zero)
      const [again] = yield* mine()
      if (taken === undefined || again === undefined) return assert.fail("no turn")
      assert.deepStrictEqual(yield* mine(), [])
      yield* release(id, taken.turn)
      assert.deepStrictEqual(yield* mine(), [], "a turn that is over gives nothing back")
      yield* deliver(id)
      yield* release(id, again.turn)
      assert.deepStrictEqual(yield* mine(), [], "nothing is due")
      yield* happened("next")
      yield* fanOut(500)
      assert.strictEqual((yield* mine()).length, 1)
    }).pipe(inCompany)
  )

  it.effect("takes no more turns of a company than it may have, whatever waits", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { tenantId } = yield* TenantScope
      const hooks = yield* Effect.forEach([1, 2, 3, 4], () => webhookAt(receiver.url))
      yield* happened("many")
      yield* Effect.flatMap(WebhookDeliveries, ({ fanOut }) => fanOut(500))
      const { take } = yield* WebhookLine
      const wanted = { lane: "healthy", limit: 1000, perTenant: 3, lease: Duration.seconds(60) } as const
      const own = Effect.map(take(wanted), (turns) => turns.filter((one) => one.tenantId === tenantId))
      assert.strictEqual(hooks.length, 4)
      assert.strictEqual((yield* own).length, 3)
      assert.strictEqual((yield* own).length, 0)
    }).pipe(inCompany)
  )

  it.effect("waits while the company is suspended, without counting an attempt", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url)
      yield* happened("suspended")
      const { setStatus } = yield* Tenants
      yield* setStatus("suspended")
      yield* delivered(id)
      assert.strictEqual(receiver.state.received.length, 0)
      yield* setStatus("active")
      yield* pausesOver
      yield* deliver(id)
      assert.containSubset(yield* logOf(id), [{ state: "delivered", attempts: 1 }])
    }).pipe(inCompany)
  )

  it.effect("ends what it cannot say any more, and forgets the log after its time", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url)
      yield* happened("forgotten")
      const { fanOut } = yield* WebhookDeliveries
      yield* fanOut(500)
      const { statements } = yield* TenantSql
      yield* statements(
        ({ sql, tenantId }) => sql`update azals.webhook_delivery set event_id = gen_random_uuid()
          where tenant_id = ${tenantId}`
      )
      yield* deliver(id)
      assert.strictEqual(receiver.state.received.length, 0)
      assert.containSubset(yield* logOf(id), [{ state: "dead", lastError: "event-forgotten" }])
      const { forgetDeliveries } = yield* Retention
      assert.strictEqual(yield* forgetDeliveries(Duration.zero, 10), 0)
      yield* statements(
        ({ sql, tenantId }) => sql`update azals.webhook_delivery set ended_at = now() - interval '31 days'
          where tenant_id = ${tenantId}`
      )
      assert.strictEqual(yield* forgetDeliveries(Duration.days(30), 10), 1)
      assert.deepStrictEqual(yield* logOf(id), [])
    }).pipe(inCompany)
  )

  it.effect("sends a test event to one webhook, whatever it follows, and nothing to a removed one", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id } = yield* webhookAt(receiver.url, ["cards"])
      const { id: other } = yield* webhookAt(receiver.url, ["webhooks"])
      yield* sendTestEvent(id)
      yield* delivered(id, other)
      assert.strictEqual(
        receiver.state.received.filter(({ body }) => body.includes("webhooks.subscription.tested")).length,
        1
      )
      const before = receiver.state.received.length
      yield* removeWebhook(other)
      yield* happened("removed", "webhooks.subscription.created")
      yield* delivered(id, other)
      assert.strictEqual(receiver.state.received.length, before)
    }).pipe(inCompany)
  )

  it.effect("leaves its secrets in no table in clear", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      const { id, secret: old } = yield* webhookAt(receiver.url)
      const { secret } = yield* rotateWebhookSecret(id, 1, { overlapSeconds: 60 })
      yield* happened("stored")
      yield* delivered(id)
      const stored = yield* everyStoredText
      assert.include(stored, id)
      for (const one of [old, secret]) {
        const bare = one.replace("whsec_", "")
        assert.notInclude(stored, bare)
        assert.notInclude(stored, Buffer.from(bare).toString("hex"))
        assert.notInclude(stored, Buffer.from(bare, "base64").toString("hex"))
      }
      assert.notInclude(stored, "webhook-signature")
    }).pipe(inCompany)
  )
})
