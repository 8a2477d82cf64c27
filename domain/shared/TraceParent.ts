import { Effect, Option, Tracer } from "effect"

/**
 * The request, on whatever host, that `traceParent` names (W3C Trace Context, section 3.2: version 00, lower case, no
 * id of zeros only). None for anything else: a caller's malformed header is as no header.
 */
export const spanOfTraceParent = (
  traceParent: string | null | undefined
): Option.Option<Tracer.ExternalSpan> => {
  if (traceParent?.length !== 55) return Option.none()
  const [, traceId, spanId, flags] = wellFormed.exec(traceParent) ?? []
  return traceId === undefined || spanId === undefined || flags === undefined
    ? Option.none()
    : Option.some(Tracer.externalSpan({ traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }))
}

/**
 * The `traceparent` of what runs, to be kept with an event or a job: of the running span, or of the caller's where this
 * process makes none. Null when nobody traces.
 */
export const currentTraceParent: Effect.Effect<string | null> = Effect.map(
  Effect.serviceOption(Tracer.ParentSpan),
  (span) => Option.getOrNull(Option.flatMap(span, traceParentOf))
)

/** A process that does not trace makes spans without identity: the nearest one above that has one counts. */
const traceParentOf = (span: Tracer.AnySpan): Option.Option<string> => {
  const traceParent = `00-${span.traceId}-${span.spanId}-${span.sampled ? "01" : "00"}`
  if (wellFormed.test(traceParent)) return Option.some(traceParent)
  return span._tag === "Span" ? Option.flatMap(span.parent, traceParentOf) : Option.none()
}

const wellFormed = /^00-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})$/
