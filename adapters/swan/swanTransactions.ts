import { DateTime, Effect, Option, Schema } from "effect"
import type { TransactionsWanted } from "../../domain/finance/banking/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { transactionDocument, transactionsDocument } from "./documents/transactions.ts"
import type { SwanClient } from "./swanClient.ts"
import { OwnedTransaction, ownedTransactionOf, SwanTransaction, transactionOf } from "./SwanTransaction.ts"
import { mostPerPage, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

/** Transactions, in the order in which they changed. */
export const swanTransactions = (
  client: SwanClient
): Pick<BankingProvider, "transaction" | "transactions"> => ({
  transactions: (connection, wanted) =>
    Effect.gen(function* () {
      const { account } = yield* client.ask(
        connection,
        {
          operation: "transactions",
          capability: "banking.transactions",
          document: transactionsDocument,
          variables: variablesOf(wanted),
          as: "project"
        },
        Schema.Struct({
          account: Schema.NullOr(Schema.Struct({ transactions: Schema.NullOr(SwanPage(SwanTransaction)) }))
        })
      )
      const page = yield* there(connection, "transactions", account?.transactions ?? null, (found) => found)
      const { endCursor, hasNextPage } = page.pageInfo
      return {
        transactions: page.edges.map(({ node }) => transactionOf(wanted.accountReference, node)),
        next: hasNextPage ? Option.fromNullishOr(endCursor) : Option.none()
      }
    }),

  transaction: (connection, reference) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "transaction",
          capability: "banking.transactions",
          document: transactionDocument,
          variables: { id: reference },
          as: "project"
        },
        Schema.Struct({ transaction: OwnedTransaction })
      ),
      ({ transaction }) => ownedTransactionOf(transaction)
    )
})

const variablesOf = ({ accountReference, after, limit, updatedSince }: TransactionsWanted) => ({
  accountId: accountReference,
  first: Math.min(limit, mostPerPage),
  after: Option.getOrNull(after),
  orderBy: { field: "updatedAt", direction: "Asc" },
  filters: {
    includeRejectedWithFallback: true,
    ...(Option.isNone(updatedSince) ? {} : { isAfterUpdatedAt: DateTime.formatIso(updatedSince.value) })
  }
})
