import { ActorId, type TenantScope } from "../../domain/shared/TenantScope.ts"
import type { JobPointer } from "../../ports/platform/JobLine.ts"

/** The service itself, for the company of a stored job, without any right. Only a consumer of the queue builds one. */
export const systemScope = (pointer: JobPointer): TenantScope["Service"] => ({
  tenantId: pointer.tenantId,
  actorId: systemActor,
  actorKind: "system",
  permissions: new Set(),
  requestId: `job-${pointer.jobId}-${pointer.turn}`
})

export const systemActor = ActorId.make("00000000-0000-8000-8000-000000000001")
