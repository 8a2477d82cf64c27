import { Effect } from "effect"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { seedLedger } from "../support/seedLedger.ts"
import { verifyAndClose } from "./verifyAndClose.ts"

/**
 * The jobs that verify every journal, verify the audit, and close a year, on years of `entries` entries of three lines
 * and as many audit rows: seconds and peak memory of the job's process, and how they grow.
 */
export const verification = ({ entries }: { readonly entries: ReadonlyArray<number> }) =>
  Effect.forEach(entries, (count) =>
    Effect.gen(function* () {
      const { service } = yield* benchDatabase
      return yield* Effect.gen(function* () {
        const [company] = yield* companies(1)
        if (company === undefined) return yield* Effect.die("no company")
        const { fiscalYearId } = yield* Effect.provideService(
          seedLedger(count * 3),
          TenantScope,
          company.scope
        )
        return yield* Effect.provideService(verifyAndClose(service, fiscalYearId), TenantScope, company.scope)
      }).pipe(Effect.provide(doorTo(service, 2)))
    }).pipe(Effect.scoped)
  )
