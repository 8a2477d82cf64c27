import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { readAccountsKind } from "../../domain/finance/banking/model/index.ts"
import { requestReading } from "../../domain/finance/banking/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { AccountLine } from "../../ports/finance/AccountLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** One round: asks for a reading of the accounts of connections that are due. One that fails keeps no other back. */
export const sweepAccounts = Effect.gen(function* () {
  const { takeDue } = yield* AccountLine
  yield* Effect.forEach(
    yield* takeDue(200),
    ({ connectionId, tenantId }) =>
      requestReading(connectionId).pipe(
        Effect.catchCause((cause) =>
          Effect.logWarning("A reading of accounts could not be asked for", cause)
        ),
        Effect.provideService(TenantScope, {
          tenantId,
          actorId: systemActor,
          actorKind: "system",
          permissions: new Set<Permission>(readAccountsKind.permissions),
          requestId: "account-sweep"
        })
      ),
    { discard: true }
  )
})

/** Has the accounts of all companies read from time to time, notified or not: one of the workers does it for all. */
export const accountSweepLayer = Singleton.make(
  "banking/accounts",
  Effect.asVoid(everAgain("1 minute", sweepAccounts))
)
