import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Layer, Schema } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { retentionStoreLayer } from "../../../adapters/postgres/platform/RetentionSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Retention } from "../../../ports/platform/Retention.ts"
import { textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { listen, take } from "../../support/listen.ts"
import { pastEvent } from "../../support/pastEvent.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const addMember = (key: string, name: string) =>
  Effect.map(
    call("POST", "/v2/members", {
      key,
      body: { subject: `sub|${uuidV7()}`, name, email: null, role: "operator" },
      headers: { "idempotency-key": uuidV7() }
    }),
    ({ status, text }) => assert.strictEqual(status, 201, text)
  )

const Page = Schema.Struct({
  items: Schema.Array(Schema.Struct({ seq: Schema.Int, type: Schema.String, entityId: Schema.String })),
  after: Schema.Int
})

const page = (key: string, query: string) =>
  Effect.gen(function* () {
    const answer = yield* call("GET", `/v2/events/list?${query}`, { key })
    assert.strictEqual(answer.status, 200, answer.text)
    return yield* Effect.orDie(Schema.decodeUnknownEffect(Page)(answer.json))
  })

const world = Layer.provideMerge(retentionStoreLayer, tenantSqlLayer)

/** What every host answers alike of events, live and page by page. */
export const eventsScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, world), { excludeTestServices: true, timeout: "60 seconds" })(
    `events on ${name}`,
    (it) => {
      it.effect("tells what happens, as it happens, to the company alone", () =>
        Effect.scoped(
          Effect.gen(function* () {
            const [ours, theirs] = [yield* companyWithKey(), yield* companyWithKey()]
            const { headers, messages, status } = yield* listen(ours.key, "/v2/events")
            assert.strictEqual(status, 200)
            assert.strictEqual(headers.get("content-type"), "text/event-stream")
            yield* addMember(theirs.key, "Theirs")
            yield* addMember(ours.key, "First")
            yield* addMember(ours.key, "Second")
            const heard = yield* take(messages, 2)
            assert.deepStrictEqual(
              heard.map(({ event, id }) => [id, event]),
              [
                ["1", "identity.member.added"],
                ["2", "identity.member.added"]
              ]
            )
            const listed = yield* page(ours.key, "after=0")
            assert.strictEqual(listed.items.length, 2)
          })
        )
      )

      it.effect("goes on after the last event heard, and from a place that is asked for", () =>
        Effect.scoped(
          Effect.gen(function* () {
            const { key } = yield* companyWithKey()
            yield* Effect.forEach(["a", "b", "c"], (one) => addMember(key, one))
            const again = yield* listen(key, "/v2/events?after=0", { "last-event-id": "1" })
            const ids = (yield* take(again.messages, 2)).map(({ id }) => id)
            assert.deepStrictEqual(ids, ["2", "3"])
            const all = yield* listen(key, "/v2/events?after=0&type=identity.member")
            assert.deepStrictEqual(
              (yield* take(all.messages, 3)).map(({ id }) => id),
              ["1", "2", "3"]
            )
            assert.deepStrictEqual((yield* page(key, "after=0&type=accounting")).items, [])
            assert.strictEqual((yield* page(key, "after=0&type=accounting")).after, 3)
          })
        )
      )

      it.effect("loses no event and repeats none while twenty write at once", () =>
        Effect.scoped(
          Effect.gen(function* () {
            const { key } = yield* companyWithKey()
            const listeners = yield* Effect.forEach(Array.from({ length: 3 }), () =>
              listen(key, "/v2/events")
            )
            const expected = Array.from({ length: 60 }, (_, index) => String(index + 1))
            yield* inParallel(
              20,
              (writer) => Effect.forEach([1, 2, 3], (round) => addMember(key, `${writer} ${round}`)),
              () =>
                Effect.gen(function* () {
                  for (const { messages } of listeners) {
                    assert.deepStrictEqual(
                      (yield* take(messages, 60)).map(({ id }) => id),
                      expected
                    )
                  }
                  const first = yield* page(key, "after=0&limit=40")
                  const rest = yield* page(key, `after=${first.after}&limit=40`)
                  const seqs = [...first.items, ...rest.items].map(({ seq }) => String(seq))
                  assert.deepStrictEqual(seqs, expected)
                })
            )
          })
        )
      )

      it.effect("says so when events after the asked place are forgotten, live and page by page", () =>
        Effect.scoped(
          Effect.gen(function* () {
            const { key, scope } = yield* companyWithKey()
            const { forgetEvents } = yield* Retention
            yield* Effect.gen(function* () {
              yield* Effect.forEach([91, 91, 1], (days) => pastEvent(days, "identity.member.added"))
              assert.strictEqual(yield* forgetEvents(Duration.days(90), 10), 2)
            }).pipe(Effect.provideService(TenantScope, scope))
            const gone = [
              yield* call("GET", "/v2/events/list?after=0", { key }),
              yield* call("GET", "/v2/events/list?after=1", { key }),
              yield* call("GET", "/v2/events?after=0", { key }),
              yield* call("GET", "/v2/events?after=2", { key, headers: { "last-event-id": "1" } })
            ]
            for (const { headers, json, status } of gone) {
              assert.strictEqual(status, 410)
              assert.strictEqual(headers.get("content-type"), "application/problem+json")
              assert.nestedPropertyVal(json, "type", "/problems/events-forgotten")
              assert.nestedPropertyVal(json, "facts.oldestAfter", 2)
            }
            assert.deepStrictEqual(
              [yield* page(key, ""), yield* page(key, "after=2")].map(({ items }) =>
                items.map(({ seq }) => seq)
              ),
              [[3], [3]]
            )
            const { messages } = yield* listen(key, "/v2/events", { "last-event-id": "2" })
            assert.deepStrictEqual(
              (yield* take(messages, 1)).map(({ id }) => id),
              ["3"]
            )
          })
        )
      )

      it.effect("ends the stream of a key that was revoked, and lets the others listen on", () =>
        Effect.scoped(
          Effect.gen(function* () {
            const { key } = yield* companyWithKey()
            const issued = yield* call("POST", "/v2/api-keys", {
              key,
              body: { name: "Listener", role: "owner", scopes: null, ratePerMinute: 6000, expiresAt: null },
              headers: { "idempotency-key": uuidV7() }
            })
            assert.strictEqual(issued.status, 201, issued.text)
            const [ended, staying] = [
              yield* listen(textAt(issued.json, "secret"), "/v2/events"),
              yield* listen(key, "/v2/events")
            ]
            yield* addMember(key, "Heard")
            assert.strictEqual((yield* take(ended.messages, 1)).length, 1)
            const path = `/v2/api-keys/${textAt(issued.json, "key", "id")}/revoke`
            const revoked = yield* call("POST", path, { key, headers: { "idempotency-key": uuidV7() } })
            assert.strictEqual(revoked.status, 200, revoked.text)
            const end = yield* take(ended.messages, 1_000).pipe(Effect.flip, Effect.timeout("5 seconds"))
            assert.strictEqual(end, "ended")
            yield* addMember(key, "After")
            const heard = yield* take(staying.messages, 3)
            assert.strictEqual(heard.at(-1)?.event, "identity.member.added")
          })
        )
      )

      it.effect("shows nobody the events of what he may not read", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          yield* addMember(key, "Hidden")
          const technician = yield* keyFor(scope, "technician")
          assert.deepStrictEqual(yield* page(technician, "after=0"), { items: [], after: 1 })
        })
      )

      it.effect("refuses a place or a type that is none", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          for (const query of ["after=-1", "after=x", "type=%25", "limit=0"]) {
            assert.strictEqual((yield* call("GET", `/v2/events/list?${query}`, { key })).status, 400, query)
          }
        })
      )
    }
  )
