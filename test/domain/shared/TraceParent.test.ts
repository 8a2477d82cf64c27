import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, References, Tracer } from "effect"
import { currentTraceParent, spanOfTraceParent } from "../../../domain/shared/TraceParent.ts"

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const spanId = "00f067aa0ba902b7"
const caller = `00-${traceId}-${spanId}-01`

describe("spanOfTraceParent", () => {
  it.each([
    [caller, true],
    [`00-${traceId}-${spanId}-00`, false],
    [`00-${traceId}-${spanId}-03`, true]
  ])("reads %s", (header, sampled) => {
    const span = Option.getOrThrow(spanOfTraceParent(header))
    assert.deepStrictEqual([span.traceId, span.spanId, span.sampled], [traceId, spanId, sampled])
  })

  it.each([
    ["nothing", ""],
    ["no header", undefined],
    ["no value", null],
    ["trace id of zeros", `00-${"0".repeat(32)}-${spanId}-01`],
    ["span id of zeros", `00-${traceId}-${"0".repeat(16)}-01`],
    ["upper case", caller.toUpperCase()],
    ["wrong characters", `00-${traceId.slice(1)}g-${spanId}-01`],
    ["characters beyond ASCII", `00-${traceId.slice(1)}é-${spanId}-01`],
    ["SQL", `00-'; drop table azals.job; --${"a".repeat(25)}`],
    ["a line break after it", `${caller}\n`],
    ["a line break in it", `00-${traceId}-${spanId}-0\n`],
    ["two headers in one", `${caller}, ${caller}`],
    ["more fields", `${caller}-00`],
    ["an unknown version", `01${caller.slice(2)}`],
    ["the forbidden version", `ff${caller.slice(2)}`],
    ["too short an id", `00-${traceId.slice(2)}-${spanId}-01`],
    ["a huge one", "0".repeat(10_000_000)]
  ])("takes %s for none", (_, header) => {
    assert.isTrue(Option.isNone(spanOfTraceParent(header)))
  })
})

describe("currentTraceParent", () => {
  const inSpans = currentTraceParent.pipe(Effect.withSpan("inner"), Effect.withSpan("outer"))
  const external = Option.getOrThrow(spanOfTraceParent(caller))

  it.effect("is null where nobody traces", () =>
    Effect.gen(function* () {
      assert.isNull(yield* currentTraceParent)
      assert.isNull(yield* Effect.provideService(inSpans, References.TracerEnabled, false))
    })
  )

  it.effect("is the caller's where this process does not trace", () =>
    Effect.gen(function* () {
      const untraced = Effect.provideService(inSpans, References.TracerEnabled, false)
      assert.strictEqual(yield* Effect.withParentSpan(untraced, external), caller)
    })
  )

  it.effect("is the running span's where it does, in the caller's trace", () =>
    Effect.gen(function* () {
      const found = yield* Effect.withParentSpan(inSpans, external)
      assert.match(found ?? "", new RegExp(`^00-${traceId}-(?!${spanId})[0-9a-f]{16}-01$`))
    })
  )

  it.effect("keeps that the caller does not sample", () =>
    Effect.gen(function* () {
      const quiet = Tracer.externalSpan({ traceId, spanId, sampled: false })
      assert.match((yield* Effect.withParentSpan(inSpans, quiet)) ?? "", /-00$/)
    })
  )

  it.effect("takes an id that is none for none", () =>
    Effect.gen(function* () {
      const short = Tracer.externalSpan({ traceId: traceId.slice(16), spanId, sampled: true })
      const untraced = Effect.provideService(inSpans, References.TracerEnabled, false)
      assert.isNull(yield* Effect.withParentSpan(untraced, short))
    })
  )
})
