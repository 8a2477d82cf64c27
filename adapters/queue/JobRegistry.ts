import { Context, Effect, Layer } from "effect"
import type { JobHandler } from "../../domain/platform/jobs/model/index.ts"
import type { JobHandlers } from "../../domain/platform/jobs/usecases/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The handlers that this worker has, with the ports they need; the company comes with each job. */
export class JobRegistry extends Context.Service<JobRegistry, JobHandlers>()("azals/queue/JobRegistry") {
  static readonly layer = <R>(handlers: ReadonlyArray<JobHandler<R>>) =>
    Layer.effect(
      JobRegistry,
      Effect.map(Effect.context<R>(), (ports) => {
        const known = handlers.map(({ kind, permissions, run }): [string, JobHandler<never>] => [
          kind,
          {
            kind,
            permissions,
            run: (payload, job) =>
              Effect.updateContext(run(payload, job), (scope: Context.Context<TenantScope>) =>
                Context.merge(ports, scope)
              )
          }
        ])
        return new Map(known)
      })
    )
}
