import { DateTime, Effect } from "effect"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { bankingOf } from "./bankingOf.ts"
import { readAccount } from "./findAccount.ts"

/**
 * What a notification about an account brings, or about what belongs to accounts and does not say to which: these
 * accounts as they are now. An account does not tell when it changed: the later reading stands.
 */
const accountApplier = (concern: string, about: "one" | "all") =>
  notificationApplier<AppliedPorts>({
    concern,
    read: ({ reference }, connection) =>
      Effect.gen(function* () {
        const asOf = BigInt((yield* DateTime.now).epochMilliseconds) * 1000n
        const banking = yield* bankingOf(connection)
        const accounts =
          about === "one"
            ? [yield* banking.account(connection, reference)]
            : yield* banking.accounts(connection)
        const writes = yield* Effect.forEach(accounts, (account) => readAccount(banking, connection, account))
        return { _tag: "Apply", asOf, write: Effect.all(writes, { discard: true }) } as const
      })
  })

/** Accounts, their holders, their members, and the mandates and statements that are shown with them. */
export const accountAppliers = [
  accountApplier("banking.account", "one"),
  accountApplier("banking.account-holder", "all"),
  accountApplier("banking.mandate", "all"),
  accountApplier("banking.member", "all"),
  accountApplier("banking.statement", "all")
]
