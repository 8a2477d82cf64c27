import { Context, Effect, Layer, Record } from "effect"
import type { ProcessWork, StepWork, Undertaking } from "../../domain/platform/processes/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { Schema } from "effect"
import { definitionKey } from "./ProcessDefinitions.ts"

/** What a worker does for the steps of each version of a definition, by `<name>@<version>`. */
export class ProcessWorks extends Context.Service<ProcessWorks, ReadonlyMap<string, ProcessWork<never>>>()(
  "azals/ports/platform/ProcessWorks"
) {
  /** With the ports that they need; the company comes with each process. */
  static readonly layer = <R>(works: ReadonlyArray<ProcessWork<R>>) =>
    Layer.effect(
      ProcessWorks,
      Effect.map(
        Effect.context<R>(),
        (ports) =>
          new Map(
            works.map((one) => [definitionKey(one.definition, one.version), withPorts(one, ports)] as const)
          )
      )
    )
}

const withPorts = <R>(work: ProcessWork<R>, ports: Context.Context<R>): ProcessWork<never> => {
  const given = <A>(part: Effect.Effect<A, never, R | TenantScope>): Effect.Effect<A, never, TenantScope> =>
    Effect.updateContext(part, (scope: Context.Context<TenantScope>) => Context.merge(ports, scope))
  const undertaking = ({ begin, look }: Undertaking<Schema.Json, R>): Undertaking<Schema.Json, never> => ({
    begin: (task) => given(begin(task)),
    look: (task) => given(look(task))
  })
  return {
    ...work,
    steps: Record.map(work.steps, (step): StepWork<Schema.Json, never> => ({
      ...undertaking(step),
      ...(step.undo === undefined ? {} : { undo: undertaking(step.undo) })
    })),
    review: (task) => given(work.review(task))
  }
}
