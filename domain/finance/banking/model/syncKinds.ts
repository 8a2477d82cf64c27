import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"

const accountsToRead = Schema.Struct({ connectionId: ConnectionId }).annotate({
  identifier: "AccountsToRead",
  examples: [{ connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11") }]
})

/** Reads the accounts of a connection and what has changed on them. Tried for about an hour. */
export const syncAccountsKind = jobKind({
  name: "banking.sync-accounts",
  payload: accountsToRead,
  permissions: ["banking:write"],
  maxAttempts: 20
})

/** The same because it is time, which nobody asked for. Given up sooner: the next one comes. */
export const readAccountsKind = jobKind({
  name: "banking.read-accounts",
  payload: accountsToRead,
  permissions: ["banking:write"],
  maxAttempts: 5
})
