import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Logger, Metric, Redacted, type Scope } from "effect"
import { TestClock } from "effect/testing"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  ConnectionId,
  type OpenConnection,
  ProviderName
} from "../../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { type ProviderOrder, ProviderHttp, textOf } from "../../../ports/platform/ProviderHttp.ts"
import { answers, cut, faultyServer, type Reply, silence } from "../../support/providers/faultyServer.ts"
import { freshScope } from "../../support/tenants.ts"

const secret = "s3cr3t-of-the-connection"

const connection = (): OpenConnection => ({
  id: ConnectionId.make(uuidV7()),
  version: 1,
  provider: ProviderName.make("fake"),
  environment: "sandbox",
  settings: {},
  secrets: { key: Redacted.make(secret) }
})

const roomy = { concurrent: 50, concurrentPerTenant: 50, perMinute: 5000, perMinutePerTenant: 5000 }

type Call = Omit<ProviderOrder, "repeatable"> & { readonly repeatable: "keyed" | "once" | "safe" }

const callTo = (url: string, part: Partial<Call> = {}): Call => ({
  connection: connection(),
  operation: "pay",
  repeatable: "once",
  method: "POST",
  url: `${url}/pay?account=hidden`,
  headers: { "x-key": Redacted.make(secret) },
  body: { type: "application/json", content: Redacted.make(`{"secret":"${secret}"}`) },
  budget: roomy,
  ...part
})

const send = ({ repeatable, ...call }: Call) =>
  Effect.flatMap(ProviderHttp, (http) =>
    repeatable === "safe" ? http.ask(call) : http.send({ ...call, repeatable })
  )

/** Moves the clock on until the work has ended: real requests need real turns in between. */
const overTime = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.result(work))
    while (fiber.pollUnsafe() === undefined) {
      yield* Effect.repeat(oneTurn, { times: 40 })
      if (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

const oneTurn = Effect.promise(() => new Promise<void>((turn) => void setImmediate(turn)))

const world = <A, E>(test: Effect.Effect<A, E, ProviderHttp | Scope.Scope | TenantScope>) =>
  test.pipe(
    Effect.provideServiceEffect(TenantScope, freshScope),
    Effect.provide(providerHttpLayer()),
    Effect.scoped
  )

const inTurn = (...replies: ReadonlyArray<Reply>): Reply => {
  let count = 0
  return (request, response) => (replies[count++] ?? answers(200))(request, response)
}

const server = Effect.map(faultyServer, (made) => ({
  ...made,
  repeats: (part: Partial<Call>, ...replies: ReadonlyArray<Reply>) =>
    Effect.gen(function* () {
      made.state.received.length = 0
      made.state.reply = inTurn(...replies)
      const ended = yield* overTime(send(callTo(made.url, part)))
      const how =
        ended._tag === "Success"
          ? ended.success.status
          : ended.failure._tag === "CredentialsRefused"
            ? "CredentialsRefused"
            : `${ended.failure._tag} ${ended.failure.reason}`
      return [how, made.state.received.length]
    })
}))

describe("a call to a provider", () => {
  it.effect("hands over every answer that is the adapter's to read", () =>
    Effect.gen(function* () {
      const { state, url } = yield* faultyServer
      state.reply = answers(
        422,
        { code: "NO_FUNDS" },
        { "X-Trace": "t1", location: "https://elsewhere.example" }
      )
      const answer = yield* send(callTo(url))
      assert.strictEqual(answer.status, 422)
      assert.strictEqual(answer.headers["x-trace"], "t1")
      assert.strictEqual(textOf(answer), '{"code":"NO_FUNDS"}')
      state.reply = answers(307, {}, { location: `${url}/elsewhere` })
      assert.strictEqual((yield* send(callTo(url))).status, 307)
      assert.deepStrictEqual(
        state.received.map(({ path }) => path),
        ["/pay?account=hidden", "/pay?account=hidden"]
      )
      assert.isUndefined(state.received[0]?.headers["traceparent"])
    }).pipe(world)
  )

  it.effect("is read up to a limit: a longer answer is an unreadable one, and repeated by nobody", () =>
    Effect.gen(function* () {
      const { repeats, state, url } = yield* server
      const pending = { bytes: 0 }
      const endless: Reply = (_, response) => {
        const more = () => {
          while (!response.destroyed) {
            pending.bytes += 65_536
            if (pending.bytes > 60_000_000) return void response.end()
            if (!response.write(Buffer.alloc(65_536, " "))) return void response.once("drain", more)
          }
        }
        response.writeHead(200, { "content-type": "application/json" })
        more()
      }
      assert.deepStrictEqual(yield* repeats({ repeatable: "once" }, endless), [
        "OutcomeUnknown bad-answer",
        1
      ])
      assert.deepStrictEqual(yield* repeats({ repeatable: "keyed" }, endless), [
        "OutcomeUnknown bad-answer",
        1
      ])
      assert.deepStrictEqual(yield* repeats({ repeatable: "safe" }, endless), [
        "ProviderUnavailable bad-answer",
        1
      ])
      assert.isBelow(pending.bytes, 3 * 16_000_000)
      const long = answers(200, "x".repeat(1_000_000))
      assert.deepStrictEqual(yield* repeats({}, long), [200, 1])
      state.reply = (_, response) => void response.writeHead(204).end()
      assert.strictEqual((yield* send(callTo(url))).body.length, 0)
    }).pipe(world)
  )

  it.effect("that may have had its effect is never repeated, and its outcome is unknown", () =>
    Effect.gen(function* () {
      const { repeats } = yield* server
      assert.deepStrictEqual(yield* repeats({}, cut), ["OutcomeUnknown connection-lost", 1])
      assert.deepStrictEqual(yield* repeats({}, answers(502)), ["OutcomeUnknown server-error", 1])
      assert.deepStrictEqual(yield* repeats({}, answers(503, {}, { "retry-after": "1" })), [
        "OutcomeUnknown server-error",
        1
      ])
      assert.deepStrictEqual(yield* repeats({}, silence), ["OutcomeUnknown timed-out", 1])
    }).pipe(world)
  )

  it.effect("that the provider sent away unread did not happen", () =>
    Effect.gen(function* () {
      const { repeats } = yield* server
      assert.deepStrictEqual(yield* repeats({}, answers(429)), ["ProviderUnavailable rate-limited", 1])
      assert.deepStrictEqual(yield* repeats({}, answers(401)), ["CredentialsRefused", 1])
    }).pipe(world)
  )

  it.effect("that finds nobody listening did not leave", () =>
    Effect.gen(function* () {
      const { close, url } = yield* faultyServer
      yield* close
      const ended = yield* overTime(send(callTo(url)))
      assert.strictEqual(ended._tag, "Failure")
      if (ended._tag === "Failure") {
        assert.deepInclude(ended.failure, { _tag: "ProviderUnavailable", reason: "unreachable" })
      }
    }).pipe(world)
  )

  it.effect("that changes nothing is repeated, and in the end nothing happened", () =>
    Effect.gen(function* () {
      const { repeats } = yield* server
      const safe = { repeatable: "safe" } as const
      assert.deepStrictEqual(yield* repeats(safe, cut, answers(500)), [200, 3])
      assert.deepStrictEqual(yield* repeats(safe, silence, silence, silence), [
        "ProviderUnavailable no-answer",
        3
      ])
    }).pipe(world)
  )

  it.effect(
    "that carries the provider's idempotency is repeated as it stands; a loss among them stays unknown",
    () =>
      Effect.gen(function* () {
        const { repeats } = yield* server
        const keyed = { repeatable: "keyed" } as const
        assert.deepStrictEqual(yield* repeats(keyed, cut, answers(200)), [200, 2])
        assert.deepStrictEqual(yield* repeats(keyed, cut, answers(429), answers(429)), [
          "OutcomeUnknown connection-lost",
          3
        ])
        assert.deepStrictEqual(yield* repeats(keyed, answers(429), answers(429), answers(429)), [
          "ProviderUnavailable rate-limited",
          3
        ])
        assert.deepStrictEqual(yield* repeats(keyed, cut, answers(401)), [
          "OutcomeUnknown connection-lost",
          2
        ])
      }).pipe(world)
  )

  it.effect("waits as the provider asks, but not for long", () =>
    Effect.gen(function* () {
      const { state, url } = yield* faultyServer
      const safe = callTo(url, { repeatable: "safe" })
      state.reply = inTurn(answers(429, {}, { "retry-after": "7" }))
      const started = yield* Clock.currentTimeMillis
      assert.strictEqual((yield* overTime(send(safe)))._tag, "Success")
      assert.isAtLeast((yield* Clock.currentTimeMillis) - started, 7000)
      state.reply = answers(429, {}, { "retry-after": "3600" })
      const ended = yield* overTime(send(safe))
      assert.deepInclude(ended._tag === "Failure" ? ended.failure : {}, { retryAfterSeconds: 3600 })
      assert.strictEqual(state.received.length, 3)
    }).pipe(world)
  )

  it.effect("does not leave while the circuit of its host is open, and tries it again after a while", () =>
    Effect.gen(function* () {
      const { repeats } = yield* server
      for (let count = 0; count < 5; count++) yield* repeats({}, answers(500))
      assert.deepStrictEqual(yield* repeats({}, answers(200)), ["ProviderUnavailable circuit-open", 0])
      yield* TestClock.adjust("15 seconds")
      assert.deepStrictEqual(yield* repeats({}, answers(200)), [200, 1])
      assert.deepStrictEqual(yield* repeats({}, answers(422)), [422, 1])
    }).pipe(world)
  )

  it.effect("waits for its turn in the budget, and a company cannot use up what the others are owed", () =>
    Effect.gen(function* () {
      const { state, url } = yield* faultyServer
      const budget = { concurrent: 2, concurrentPerTenant: 1, perMinute: 100, perMinutePerTenant: 3 }
      let [now, top] = [0, 0]
      state.reply = (request, response) => {
        top = Math.max(top, ++now)
        setImmediate(() => {
          now--
          answers(200)(request, response)
        })
      }
      const three = Effect.forEach([1, 2, 3], () => send(callTo(url, { budget })), { concurrency: 3 })
      assert.strictEqual((yield* overTime(three))._tag, "Success")
      assert.strictEqual(top, 1)
      const fourth = yield* overTime(send(callTo(url, { budget })))
      assert.deepInclude(fourth._tag === "Failure" ? fourth.failure : {}, { reason: "budget-spent" })
      const other = Effect.provideServiceEffect(send(callTo(url, { budget })), TenantScope, freshScope)
      assert.strictEqual((yield* overTime(other))._tag, "Success")
    }).pipe(world)
  )
})

describe("an access token", () => {
  const credentials = (url: string) => ({
    url: `${url}/token`,
    clientId: Redacted.make("client"),
    clientSecret: Redacted.make(secret),
    placed: "basic" as const,
    scope: "partners"
  })

  it.effect("is asked for once by many, used until it ends, and renewed when it is refused", () =>
    Effect.gen(function* () {
      const { state, url } = yield* faultyServer
      let issued = 0
      const refused = new Set<string>()
      state.reply = (request, response) => {
        if (request.path === "/token") {
          return answers(200, { access_token: `t${++issued}`, expires_in: 3600 })(request, response)
        }
        const token = request.headers.authorization ?? ""
        return answers(refused.has(token) ? 401 : 200)(request, response)
      }
      const call = callTo(url, { token: credentials(url) })
      const many = Effect.forEach(Array.from({ length: 8 }), () => send(call), { concurrency: "unbounded" })
      assert.strictEqual((yield* overTime(many))._tag, "Success")
      assert.strictEqual(issued, 1)
      refused.add("Bearer t1")
      assert.strictEqual((yield* overTime(send(call)))._tag, "Success")
      assert.strictEqual(issued, 2)
      yield* TestClock.adjust("1 hour")
      yield* overTime(send(call))
      assert.strictEqual(issued, 3)
      const asked = state.received.find(({ path }) => path === "/token")
      assert.strictEqual(asked?.headers.authorization, `Basic ${btoa(`client:${secret}`)}`)
      assert.strictEqual(asked?.body, "grant_type=client_credentials&scope=partners")
      yield* overTime(send({ ...call, connection: { ...call.connection, version: 2 } }))
      assert.strictEqual(issued, 4, "a rotated connection has a token of its own")
    }).pipe(world)
  )

  it.effect("that is refused means refused credentials; one that cannot be had means nothing happened", () =>
    Effect.gen(function* () {
      const { repeats, url } = yield* server
      const token = credentials(url)
      assert.deepStrictEqual(yield* repeats({ token }, answers(400, { error: "invalid_client" })), [
        "CredentialsRefused",
        1
      ])
      assert.deepStrictEqual(yield* repeats({ token }, cut, cut, cut), ["ProviderUnavailable no-answer", 3])
    }).pipe(world)
  )
})

it.effect("neither logs nor metrics know the address, the headers or the body of a call", () =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const keeping = Logger.layer([Logger.map(Logger.formatJson, (line) => void lines.push(line))])
    const { repeats } = yield* server
    yield* repeats({}, answers(500)).pipe(Effect.provide(keeping))
    yield* repeats({}, answers(422, { secret })).pipe(Effect.provide(keeping))
    const snapshot = JSON.stringify(yield* Metric.snapshot, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value
    )
    assert.isAbove(lines.length, 0)
    assert.include(snapshot, '"operation":"pay"')
    for (const text of [...lines, snapshot]) {
      assert.notInclude(text, secret)
      assert.notInclude(text, "hidden")
    }
  }).pipe(world)
)
