import { Result } from "effect"
import type { Tenant } from "../../../platform/tenancy/model/index.ts"
import { EUR } from "../../../shared/Money.ts"
import type { Siren } from "../../../shared/Siren.ts"
import { FecNotPossible } from "../model/index.ts"

/** What the file says of the company, or why it cannot be made for it. */
export const fecCompany = ({
  currency,
  name,
  siren
}: Tenant): Result.Result<{ readonly siren: Siren; readonly name: string }, FecNotPossible> => {
  if (siren === null) return Result.fail(new FecNotPossible({ reason: "siren-missing" }))
  if (currency !== EUR) return Result.fail(new FecNotPossible({ reason: "not-in-euros" }))
  return Result.succeed({ siren, name })
}
