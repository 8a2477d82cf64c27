import { type Context, Effect, Exit, Layer, Scope } from "effect"
import { afterAll } from "vitest"

/**
 * The layer, built when the first test of the file needs it, given to all that follow, released after the last. It is
 * built apart from any group of tests, whose end would interrupt what it runs.
 */
export const oncePerFile = <A, E>(layer: Layer.Layer<A, E>): Layer.Layer<A, E> => {
  const scope = Scope.makeUnsafe()
  let built: Promise<Exit.Exit<Context.Context<A>, E>> | undefined
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)), 60_000)
  return Layer.effectContext(
    Effect.flatten(
      Effect.promise(() => (built ??= Effect.runPromiseExit(Layer.buildWithScope(layer, scope))))
    )
  )
}
