import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AccountStatementId } from "../../../domain/finance/banking/model/index.ts"
import {
  askStatement,
  refetchStatement,
  takeStatement
} from "../../../domain/finance/banking/usecases/index.ts"
import { AccountStatements } from "../../../ports/finance/AccountStatements.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const accountStatementsHandlers = HttpApiBuilder.group(Api, "accountStatements", (handlers) =>
  handlers.handleAll({
    accountStatements: ({ query: { providerAccountId, state, ...page } }) =>
      Effect.flatMap(AccountStatements, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              providerAccountId: Option.fromUndefinedOr(providerAccountId)
            })
        )
      ),
    askStatement: ({ payload }) => askStatement(payload),
    takeStatement: ({ payload }) => takeStatement(payload),
    accountStatement: ({ params }) =>
      Effect.flatMap(AccountStatements, ({ find }) => find(params.accountStatementId)),
    refetchStatement: ({ headers, params }) =>
      refetchStatement(params.accountStatementId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(AccountStatementId)
