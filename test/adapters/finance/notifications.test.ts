import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { maxAttempts, type NotificationId } from "../../../domain/finance/notifications/model/index.ts"
import {
  processNotifications,
  replayNotification,
  replayRange,
  scanNotifications
} from "../../../domain/finance/notifications/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { ResourceMarks } from "../../../ports/finance/ResourceMarks.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import {
  notificationWorld,
  swanConnection,
  TestResources,
  unavailable,
  waiting
} from "../../support/providers/notificationWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const resources = new TestResources()

const process = (connectionId: ConnectionId) => processNotifications.run({ connectionId }, attempt(1))

const stateOf = (id: NotificationId) =>
  Effect.flatMap(Notifications, ({ byId }) => Effect.map(byId(id), ({ note, state }) => [state, note?.code]))

/** Its next attempt is now. */
const hurry = (id: NotificationId) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.notification set next_attempt_at = now()
        where tenant_id = ${tenantId} and id = ${id} and next_attempt_at is not null`
    )
  )

const inCompany = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(work, TenantScope, scope))

layer(notificationWorld(resources), { excludeTestServices: true, timeout: "60 seconds" })(
  "working at notifications",
  (it) => {
    it.effect("reads a resource once for all that waits about it, and applies it with their end", () =>
      Effect.gen(function* () {
        const { id } = yield* swanConnection
        resources.versions.set("t1", 5n)
        resources.reads = 0
        const ids = yield* Effect.forEach([1, 2, 3], () => waiting(id, "t1"))
        const other = yield* waiting(id, "t1", "Unheard.Of")
        assert.deepStrictEqual(yield* process(id), { processed: 3, ignored: 1, failed: 0 })
        assert.strictEqual(resources.reads, 1)
        assert.strictEqual(resources.applied.get("t1"), 5n)
        for (const one of ids) assert.deepStrictEqual(yield* stateOf(one), ["processed", undefined])
        assert.deepStrictEqual(yield* stateOf(other), ["ignored", "not-followed"])
      }).pipe(inCompany)
    )

    it.effect("never applies an older state after a newer one, and the same again", () =>
      Effect.gen(function* () {
        const { id } = yield* swanConnection
        resources.versions.set("t2", 7n)
        yield* waiting(id, "t2")
        yield* process(id)
        resources.versions.set("t2", 6n)
        const late = yield* waiting(id, "t2")
        yield* process(id)
        assert.deepStrictEqual(yield* stateOf(late), ["ignored", "older"])
        assert.strictEqual(resources.applied.get("t2"), 7n)
        resources.versions.set("t2", 7n)
        yield* replayNotification(late)
        yield* process(id)
        assert.deepStrictEqual(yield* stateOf(late), ["processed", undefined])
        assert.deepStrictEqual(
          resources.writes.filter(([reference]) => reference === "t2").map(([, version]) => version),
          [7n, 7n]
        )
      }).pipe(inCompany)
    )

    it.effect(
      "tries again what failed, gives it up after its last attempt, and takes it up when replayed",
      () =>
        Effect.gen(function* () {
          const { id } = yield* swanConnection
          resources.versions.set("t3", 1n)
          resources.failure = unavailable
          const one = yield* waiting(id, "t3")
          for (let time = 1; time < maxAttempts; time++) {
            assert.deepStrictEqual(yield* process(id), { processed: 0, ignored: 0, failed: 1 })
            assert.deepStrictEqual(yield* stateOf(one), ["retrying", "ProviderUnavailable"])
            assert.deepStrictEqual(
              yield* process(id),
              { processed: 0, ignored: 0, failed: 0 },
              "not before its time"
            )
            yield* hurry(one)
          }
          yield* process(id)
          assert.deepStrictEqual(yield* stateOf(one), ["dead", "ProviderUnavailable"])
          resources.failure = undefined
          const now = yield* DateTime.now
          const range = {
            from: DateTime.subtract(now, { hours: 1 }),
            to: DateTime.add(now, { hours: 1 }),
            connectionId: id,
            states: ["dead"] as const
          }
          assert.deepStrictEqual(yield* replayRange(range), { replayed: 1, more: false })
          yield* process(id)
          assert.deepStrictEqual(yield* stateOf(one), ["processed", undefined])
        }).pipe(Effect.ensuring(Effect.sync(() => void (resources.failure = undefined))), inCompany)
    )

    it.effect("one that cannot be written harms no other, and leaves no mark", () =>
      Effect.gen(function* () {
        const { id } = yield* swanConnection
        resources.versions.set("good", 1n).set("bad", 1n)
        resources.broken = "bad"
        const [good, bad] = [yield* waiting(id, "good"), yield* waiting(id, "bad")]
        assert.deepStrictEqual(yield* process(id), { processed: 1, ignored: 0, failed: 1 })
        assert.deepStrictEqual(yield* stateOf(good), ["processed", undefined])
        assert.deepStrictEqual(yield* stateOf(bad), ["retrying", "unexpected"])
        const { of } = yield* ResourceMarks
        const marks = yield* of(
          id,
          ["good", "bad"].map((reference) => ({ kind: "banking.transaction", reference }))
        )
        assert.deepStrictEqual(marks, [{ kind: "banking.transaction", reference: "good", asOf: 1n }])
      }).pipe(inCompany)
    )

    it.effect("keeps what never came, once, and not what was applied", () =>
      Effect.gen(function* () {
        const { id } = yield* swanConnection
        const { list, scannedUntil } = yield* Notifications
        resources.versions.set("known", 3n).set("stale", 3n).set("missed", 3n)
        yield* Effect.forEach(["known", "stale"], (reference) => waiting(id, reference))
        yield* process(id)
        const expected = (resourceId: string, asOf: bigint) => ({
          eventId: null,
          type: "Transaction.Booked",
          resourceId,
          occurredAt: null,
          asOf
        })
        resources.expected = [
          expected("known", 3n),
          expected("stale", 4n),
          expected("missed", 3n),
          { ...expected("missed", 3n), eventId: "logged-1", asOf: null }
        ]
        const scan = scanNotifications.run({ connectionId: id }, attempt(1))
        assert.deepStrictEqual(yield* scan, { asked: true, expected: 4, missed: 3 })
        assert.deepStrictEqual(yield* scan, { asked: true, expected: 4, missed: 0 })
        assert.isTrue(Option.isSome(yield* scannedUntil(id)))
        assert.deepStrictEqual(yield* process(id), { processed: 3, ignored: 0, failed: 0 })
        const all = yield* list({
          state: Option.none(),
          connectionId: Option.some(id),
          after: Option.none(),
          limit: 50
        })
        assert.strictEqual(all.filter(({ origin }) => origin === "gap-scan").length, 5)
      }).pipe(inCompany)
    )

    it.effect("a mark is held by the unit that advances it: of two, the older loses whoever is first", () =>
      Effect.gen(function* () {
        const { id } = yield* swanConnection
        const { advance } = yield* ResourceMarks
        const version = (asOf: bigint) => [{ kind: "banking.transaction", reference: "r", asOf }]
        const order = [3n, 1n, 2n, 5n, 4n, 5n]
        const won = yield* Effect.forEach(order, (asOf) =>
          Effect.map(advance(id, version(asOf)), ({ length }) => length)
        )
        assert.deepStrictEqual(won, [1, 0, 0, 1, 0, 1])
        yield* Effect.forEach(order, (asOf) => advance(id, version(asOf * 10n)), { concurrency: "unbounded" })
        const { of } = yield* ResourceMarks
        assert.deepStrictEqual(yield* of(id, version(0n)), version(50n))
      }).pipe(inCompany)
    )
  }
)
