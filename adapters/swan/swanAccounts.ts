import { Effect, Schema } from "effect"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { accountDocument, accountsDocument, holdersDocument } from "./documents/accounts.ts"
import { everyPage } from "./everyPage.ts"
import { accountOf, holderOf, SwanAccount, SwanHolder } from "./SwanAccount.ts"
import type { SwanClient } from "./swanClient.ts"
import { mostPerPage, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

/** Accounts with their balances, and who holds them. */
export const swanAccounts = (
  client: SwanClient
): Pick<BankingProvider, "account" | "accounts" | "holders"> => ({
  accounts: (connection) =>
    Effect.map(
      everyPage((after) =>
        Effect.map(
          client.ask(
            connection,
            {
              operation: "accounts",
              capability: "banking.accounts",
              document: accountsDocument,
              variables: { first: mostPerPage, after },
              as: "project"
            },
            Schema.Struct({ accounts: SwanPage(SwanAccount) })
          ),
          ({ accounts }) => accounts
        )
      ),
      (found) => found.map(accountOf)
    ),

  account: (connection, reference) =>
    Effect.flatMap(
      client.ask(
        connection,
        {
          operation: "account",
          capability: "banking.accounts",
          document: accountDocument,
          variables: { accountId: reference },
          as: "project"
        },
        Schema.Struct({ account: Schema.NullOr(SwanAccount) })
      ),
      ({ account }) => there(connection, "account", account, accountOf)
    ),

  holders: (connection) =>
    Effect.map(
      everyPage((after) =>
        Effect.map(
          client.ask(
            connection,
            {
              operation: "holders",
              capability: "banking.accounts",
              document: holdersDocument,
              variables: { first: mostPerPage, after },
              as: "project"
            },
            Schema.Struct({ accountHolders: SwanPage(SwanHolder) })
          ),
          ({ accountHolders }) => accountHolders
        )
      ),
      (found) => found.map(holderOf)
    )
})
