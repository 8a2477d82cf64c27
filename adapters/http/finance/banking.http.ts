import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { BankLineId, StatementFileId } from "../../../domain/finance/banking/model/index.ts"
import {
  changeBankAccount,
  importStatements,
  postBankLine,
  previewStatements
} from "../../../domain/finance/banking/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const fileCursor = cursorOf(StatementFileId)
const lineCursor = cursorOf(Schema.Struct({ date: LocalDate, id: BankLineId }))

export const bankingHandlers = HttpApiBuilder.group(Api, "banking", (handlers) =>
  handlers.handleAll({
    importStatements: ({ payload, query }) => importStatements(query.name, payload),
    previewStatements: ({ payload }) => previewStatements(payload),
    statementFiles: ({ query }) =>
      Effect.flatMap(BankFeed, ({ files }) => pageOf(fileCursor, query, ({ id }) => id, files)),
    statementFile: ({ params }) => Effect.flatMap(BankFeed, ({ file }) => file(params.statementFileId)),
    originalFile: ({ params }) =>
      Effect.flatMap(BankFeed, ({ originalBytes }) => originalBytes(params.statementFileId)),
    bankAccounts: () => Effect.flatMap(BankFeed, ({ accounts }) => accounts),
    changeBankAccount: ({ headers, params, payload }) =>
      changeBankAccount(params.bankAccountId, versionOf(headers["if-match"]), payload),
    bankLines: ({ query: { cursor, limit, ...filter } }) =>
      Effect.flatMap(BankFeed, ({ lines }) =>
        pageOf(
          lineCursor,
          { cursor, limit },
          ({ bookingDate, id }) => ({ date: bookingDate, id }),
          (count, after) => lines(filter, count, after)
        )
      ),
    bankLine: ({ params }) => Effect.flatMap(BankFeed, ({ line }) => line(params.bankLineId)),
    postBankLine: ({ headers, params, payload }) =>
      postBankLine(params.bankLineId, versionOf(headers["if-match"]), payload),
    suspendBankLine: ({ headers, params }) =>
      postBankLine(params.bankLineId, versionOf(headers["if-match"]), undefined)
  })
)
