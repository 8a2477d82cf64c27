import { Effect, References } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import { measured } from "./requestMetrics.ts"
import { inCallersTrace, serverSpans } from "./serverSpans.ts"

type Handle<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>

/**
 * A host's requests with spans, where the host has a tracer, and counted by route, where somebody reads the counts.
 * Where neither is so, nothing is added but that a caller's trace goes on.
 */
export const observed = <E, R>(
  handle: Handle<E, R>,
  { counted, routes }: { readonly counted: boolean; readonly routes: () => ReadonlySet<string> }
): Effect.Effect<Handle<E, R | HttpServerRequest.HttpServerRequest>> =>
  Effect.map(References.TracerEnabled, (traced) => {
    if (!traced && !counted) return inCallersTrace(handle)
    const known = routes()
    const inTrace = traced ? serverSpans(known)(handle) : inCallersTrace(handle)
    return counted ? measured(known)(inTrace) : inTrace
  })
