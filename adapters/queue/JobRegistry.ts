import { Context, Effect, Layer } from "effect"
import type { JobHandler } from "../../domain/platform/jobs/model/index.ts"
import type { JobHandlers } from "../../domain/platform/jobs/usecases/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The handlers that this worker has, with the ports they need; the company comes with each job. */
export class JobRegistry extends Context.Service<JobRegistry, JobHandlers>()("azals/queue/JobRegistry") {
  /** Dies when two handlers claim one kind. */
  static readonly layer = <R>(handlers: ReadonlyArray<JobHandler<R>>) =>
    Layer.effect(
      JobRegistry,
      Effect.flatMap(Effect.context<R>(), (ports) => {
        const known = new Map(handlers.map((handler) => [handler.kind, withPorts(handler, ports)] as const))
        return known.size === handlers.length
          ? Effect.succeed(known)
          : Effect.die(`two handlers for one kind of job: ${handlers.map(({ kind }) => kind).join(", ")}`)
      })
    )
}

const withPorts = <R>({ kind, run }: JobHandler<R>, ports: Context.Context<R>): JobHandler<never> => ({
  kind,
  run: (payload, job) =>
    Effect.updateContext(run(payload, job), (scope: Context.Context<TenantScope>) =>
      Context.merge(ports, scope)
    )
})
