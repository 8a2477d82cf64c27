import { Result } from "effect"
import type { Permission } from "../../../shared/Permission.ts"
import { RightsExceeded } from "./errors.ts"

/** Whether the giver has every right that is given; else says which are missing. */
export const withinRights = (
  giver: ReadonlySet<Permission>,
  given: ReadonlySet<Permission>
): Result.Result<void, RightsExceeded> => {
  const missing = [...given].filter((permission) => !giver.has(permission))
  return missing.length === 0 ? Result.void : Result.fail(new RightsExceeded({ missing }))
}
