import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { ProviderAccountId, type ProviderTransaction } from "../../../domain/finance/banking/model/index.ts"
import { requestSync } from "../../../domain/finance/banking/usecases/index.ts"
import { Instant } from "../../../domain/shared/Instant.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

const accountCursor = cursorOf(ProviderAccountId)
const transactionCursor = cursorOf(Schema.Struct({ updatedAt: Instant, reference: Schema.String }))

const cursorAt = ({ reference, updatedAt }: ProviderTransaction) => ({ updatedAt, reference })

export const providerAccountsHandlers = HttpApiBuilder.group(Api, "providerAccounts", (handlers) =>
  handlers.handleAll({
    providerAccounts: ({ query }) =>
      Effect.flatMap(ProviderAccounts, ({ list }) => pageOf(accountCursor, query, ({ id }) => id, list)),
    providerAccount: ({ params }) =>
      Effect.flatMap(ProviderAccounts, ({ find }) => find(params.providerAccountId)),
    providerTransactions: ({ params, query }) =>
      Effect.gen(function* () {
        const { find, transactions } = yield* ProviderAccounts
        const { id } = yield* find(params.providerAccountId)
        return yield* pageOf(transactionCursor, query, cursorAt, (limit, after) =>
          transactions(id, limit, after)
        )
      }),
    syncAccounts: ({ payload }) => requestSync(payload.connectionId)
  })
)
