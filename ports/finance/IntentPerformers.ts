import { Context, Effect, Layer } from "effect"
import type { IntentPerformer } from "../../domain/finance/providers/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What this process can send and settle, by the kind of intent. Each worker has all of them. */
export class IntentPerformers extends Context.Service<
  IntentPerformers,
  ReadonlyMap<string, IntentPerformer<never>>
>()("azals/ports/finance/IntentPerformers") {
  /** With the ports that they need; the company comes with each intent. Dies when two claim one kind. */
  static readonly layer = <R>(performers: ReadonlyArray<IntentPerformer<R>>) =>
    Layer.effect(
      IntentPerformers,
      Effect.flatMap(Effect.context<R>(), (ports) => {
        const known = new Map(performers.map((one) => [one.kind, withPorts(one, ports)] as const))
        return known.size === performers.length
          ? Effect.succeed(known)
          : Effect.die(`two performers for one kind of intent: ${[...known.keys()].join(", ")}`)
      })
    )
}

const withPorts = <R>(performer: IntentPerformer<R>, ports: Context.Context<R>): IntentPerformer<never> => {
  const given = <A, E>(work: Effect.Effect<A, E, R | TenantScope>): Effect.Effect<A, E, TenantScope> =>
    Effect.updateContext(work, (scope: Context.Context<TenantScope>) => Context.merge(ports, scope))
  return {
    ...performer,
    send: (task) => given(performer.send(task)),
    ask: (task) => given(performer.ask(task)),
    settled: (intent, payload, ended) => given(performer.settled(intent, payload, ended))
  }
}
