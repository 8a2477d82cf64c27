import type { Permission } from "../../../shared/Permission.ts"

/**
 * The contexts whose events may be shown to somebody with these rights: an event tells what its context holds, so it
 * takes the right to read that context. `tenancy` is read by the right on the tenant.
 */
export const readableContexts = (permissions: ReadonlySet<Permission>): ReadonlyArray<string> =>
  [...permissions].flatMap((permission) => {
    const [context = "", verb] = permission.split(":")
    if (verb !== "read") return []
    return context === "tenant" ? ["tenancy"] : [context]
  })
