import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option, Stream } from "effect"
import { idsLayer } from "../../../../adapters/ids/UuidV7.ts"
import { eventsLayer } from "../../../../adapters/postgres/platform/EventsSql.ts"
import { filesLayer } from "../../../../adapters/postgres/platform/FilesSql.ts"
import { unitOfWorkLayer } from "../../../../adapters/postgres/TenantSql.ts"
import { JobId } from "../../../../domain/platform/jobs/model/index.ts"
import { purgeFiles } from "../../../../domain/platform/files/usecases/index.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { freshTenant, tenantSqlLayer } from "../../../support/tenants.ts"

const ports = Layer.mergeAll(filesLayer, eventsLayer, unitOfWorkLayer).pipe(
  Layer.provideMerge(tenantSqlLayer),
  Layer.provideMerge(idsLayer)
)

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const stored = Effect.fnUntraced(function* (bytes: Uint8Array, expiresAt: DateTime.Utc | null = null) {
  const files = yield* Files
  const file = yield* files.begin({
    name: "f.bin",
    contentType: "application/octet-stream",
    readableWith: "accounting:read",
    jobId: null,
    expiresAt
  })
  yield* file.write(bytes)
  const [shown] = yield* files.publish([yield* file.close])
  return shown ?? (yield* Effect.die("not shown"))
})

layer(ports, { excludeTestServices: true })("files", (it) => {
  it.effect("gives back every byte of many pieces, with their digest", () =>
    Effect.gen(function* () {
      const bytes = Uint8Array.from({ length: 600_001 }, (_, at) => at % 251)
      const { id, sha256, size } = yield* stored(bytes)
      const pieces = yield* Stream.runCollect((yield* Files).content(id))
      assert.deepStrictEqual(
        pieces.map(({ length }) => length),
        [262_144, 262_144, 75_713]
      )
      assert.deepStrictEqual(Buffer.concat(pieces), Buffer.from(bytes))
      assert.strictEqual(size, 600_001)
      assert.match(sha256, /^[0-9a-f]{64}$/)
    }).pipe(forCompany)
  )

  it.effect("shows nothing that is not finished, and nothing to whoever lacks its right", () =>
    Effect.gen(function* () {
      const files = yield* Files
      const { id } = yield* stored(Uint8Array.of(1))
      yield* files.begin({
        name: "g.bin",
        contentType: "text/plain",
        readableWith: "accounting:read",
        jobId: null,
        expiresAt: null
      })
      const listed = yield* files.list(10, Option.none())
      assert.deepStrictEqual(
        listed.map((file) => file.id),
        [id]
      )
      const without = Effect.updateService(files.find(id), TenantScope, (scope) => ({
        ...scope,
        permissions: new Set<never>()
      }))
      assert.strictEqual((yield* Effect.flip(without))._tag, "NotFound")
    }).pipe(forCompany)
  )

  it.effect("purges what has expired and nothing else", () =>
    Effect.gen(function* () {
      const files = yield* Files
      const now = yield* DateTime.now
      const kept = yield* stored(Uint8Array.of(1), DateTime.add(now, { hours: 1 }))
      const forever = yield* stored(Uint8Array.of(2))
      for (let n = 0; n < 25; n++) yield* stored(Uint8Array.of(3), DateTime.subtract(now, { seconds: 1 }))
      const run = {
        id: JobId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12"),
        attempt: 1,
        progress: () => Effect.void,
        step: <A, E, R>(_name: string, _result: unknown, work: Effect.Effect<A, E, R>) => work
      }
      assert.deepStrictEqual(yield* purgeFiles.run({}, run), { purged: 25 })
      const left = yield* files.list(50, Option.none())
      assert.deepStrictEqual(
        left.map(({ id }) => id),
        [forever.id, kept.id]
      )
    }).pipe(forCompany)
  )
})
