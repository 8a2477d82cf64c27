import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Option, Queue, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import {
  EventsForgotten,
  readableContexts,
  type RecordedEvent
} from "../../../../domain/platform/events/model/index.ts"
import { type Heard, listenToEvents } from "../../../../domain/platform/events/usecases/index.ts"
import { permissionsOf } from "../../../../domain/shared/Permission.ts"
import { ActorId, TenantId, TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { Actors } from "../../../../ports/platform/Actors.ts"
import { EventLog } from "../../../../ports/platform/EventLog.ts"
import { EventSignal } from "../../../../ports/platform/EventSignal.ts"

const id = "01a203dd-4a5e-755c-8a4c-f46bcc1454bb"

const event = (seq: number): RecordedEvent => ({
  seq,
  id,
  type: "identity.member.added",
  entityId: id,
  payload: {},
  requestId: id,
  at: DateTime.makeUnsafe("2026-03-01T12:00:00Z")
})

const owner = Option.some({ name: "Claire", role: "owner", scopes: null } as const)

/** A log with so many events, of which a test may add some, and a listener whose access it may end. */
const world = (committed: number) =>
  Effect.gen(function* () {
    const last = yield* Ref.make(committed)
    const forgotten = yield* Ref.make(0)
    const reads = yield* Ref.make(0)
    const access = yield* Ref.make<Effect.Success<Actors["Service"]["current"]>>(owner)
    const after: EventLog["Service"]["after"] = (query) =>
      Effect.gen(function* () {
        yield* Ref.update(reads, (count) => count + 1)
        const from = query.after ?? 0
        if (from < (yield* Ref.get(forgotten))) {
          return yield* new EventsForgotten({ after: from, oldestAfter: yield* Ref.get(forgotten) })
        }
        const count = Math.min(query.limit, (yield* Ref.get(last)) - from)
        const events = Array.from({ length: count }, (_, index) => event(from + index + 1))
        return { events, reached: from + count }
      })
    const heard = (start: number) =>
      listenToEvents(start, undefined).pipe(
        Stream.provideService(
          EventLog,
          EventLog.of({ head: Ref.get(last), forgotten: Ref.get(forgotten), after })
        ),
        Stream.provideService(EventSignal, EventSignal.of({ newerThan: () => Effect.never })),
        Stream.provideService(
          Actors,
          Actors.of({
            current: Ref.get(access),
            standing: () => Ref.get(access),
            oneHand: Effect.succeed(new Set([ActorId.make(id)]))
          })
        ),
        Stream.provideService(TenantScope, {
          tenantId: TenantId.make(id),
          actorId: ActorId.make(id),
          actorKind: "api_key",
          permissions: permissionsOf.owner,
          requestId: id
        })
      )
    return { access, forgotten, heard, last, reads }
  })

const seqs = (heard: ReadonlyArray<Heard>) =>
  heard.map((one) => (one._tag === "Event" ? one.event.seq : "quiet"))

/** Listens in the background, into a queue that ends with the stream. */
const listening = (stream: Stream.Stream<Heard>) =>
  Effect.gen(function* () {
    const queue = yield* Queue.unbounded<Heard>()
    const fiber = yield* Effect.forkChild(Stream.runForEach(stream, (one) => Queue.offer(queue, one)))
    return { queue, fiber }
  })

describe("listenToEvents", () => {
  it.effect("hears every event once and in order, whatever the place it starts from", () =>
    Effect.gen(function* () {
      const { heard } = yield* world(250)
      for (const start of [0, 1, 99, 100, 149, 249]) {
        const all = yield* Stream.runCollect(Stream.take(heard(start), 250 - start))
        assert.deepStrictEqual(
          seqs(all),
          Array.from({ length: 250 - start }, (_, index) => start + index + 1)
        )
      }
    })
  )

  it.effect("reads nothing ahead of a slow listener", () =>
    Effect.gen(function* () {
      const { heard, reads } = yield* world(100_000)
      yield* Stream.runDrain(Stream.take(heard(0), 150))
      assert.isAtMost(yield* Ref.get(reads), 2)
    })
  )

  it.effect("ends when what it was about to read is forgotten, and skips nothing", () =>
    Effect.gen(function* () {
      const { forgotten, heard } = yield* world(250)
      const all = heard(0).pipe(
        Stream.tap((one) =>
          one._tag === "Event" && one.event.seq === 100 ? Ref.set(forgotten, 150) : Effect.void
        )
      )
      assert.lengthOf(yield* Stream.runCollect(all), 100)
    })
  )

  it.effect("says that it is quiet every fifteen seconds", () =>
    Effect.gen(function* () {
      const { heard } = yield* world(0)
      const { queue } = yield* listening(heard(0))
      yield* TestClock.adjust("14 seconds")
      assert.strictEqual(yield* Queue.size(queue), 0)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* Queue.size(queue), 1)
      yield* TestClock.adjust("30 seconds")
      assert.deepStrictEqual(seqs(yield* Queue.takeAll(queue)), ["quiet", "quiet", "quiet"])
    })
  )

  const endings = [
    ["the credential is revoked or the company suspended", Option.none()],
    ["the role may listen no more", Option.some({ name: "Till", role: "device", scopes: null } as const)],
    [
      "the scopes leave it out",
      Option.some({ name: "Till", role: "owner", scopes: ["tenant:read"] } as const)
    ]
  ] as const

  it.effect.each(endings)("ends within fifteen seconds after %s", ([, left]) =>
    Effect.gen(function* () {
      const { access, heard } = yield* world(3)
      const { fiber } = yield* listening(heard(0))
      yield* TestClock.adjust("20 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* Ref.set(access, left)
      yield* TestClock.adjust("15 seconds")
      assert.isDefined(fiber.pollUnsafe())
    })
  )

  it.effect("looks again a second after something was committed: the end of a key is committed too", () =>
    Effect.gen(function* () {
      const { access, heard } = yield* world(3)
      const { fiber, queue } = yield* listening(heard(0))
      yield* TestClock.adjust("500 millis")
      assert.strictEqual(yield* Queue.size(queue), 3)
      yield* Ref.set(access, Option.none())
      yield* TestClock.adjust("500 millis")
      assert.isDefined(fiber.pollUnsafe())
      assert.deepStrictEqual(seqs(yield* Queue.takeAll(queue)), [1, 2, 3])
    })
  )

  it.effect("ends after five minutes, so that its listener comes back", () =>
    Effect.gen(function* () {
      const { heard } = yield* world(0)
      const { fiber } = yield* listening(heard(0))
      yield* TestClock.adjust("299 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
    })
  )
})

describe("readableContexts", () => {
  it("are those whose rows may be read, and tenancy by the right on the tenant", () => {
    assert.deepStrictEqual(readableContexts(new Set(["tenant:read", "banking:read", "identity:admin"])), [
      "tenancy",
      "banking"
    ])
    assert.notInclude(readableContexts(permissionsOf.technician), "accounting")
  })
})
