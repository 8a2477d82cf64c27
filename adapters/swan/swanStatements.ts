import { Effect, Schema } from "effect"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import {
  generateStatementDocument,
  madeStatementsDocument,
  statementDocument
} from "./documents/statements.ts"
import { everyPage } from "./everyPage.ts"
import { statementOf, statementStates, SwanStatement } from "./SwanPart.ts"
import type { SwanClient } from "./swanClient.ts"
import { endOfDay, mostPerPage, startOfDay, SwanInstant, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

type Part = Pick<BankingProvider, "findStatement" | "generateStatement" | "statementDocument">

/**
 * Statements made on demand, in the account's language. Swan takes no key with one and answers no refusal of its own: an
 * error is unknown, and the list tells.
 */
export const swanStatements = (client: SwanClient): Part => ({
  generateStatement: (connection, { accountReference, format, from, to }) =>
    Effect.map(
      client.send(
        connection,
        {
          operation: "generate-statement",
          capability,
          document: generateStatementDocument,
          variables: {
            input: {
              accountId: accountReference,
              openingDate: startOfDay(from),
              closingDate: endOfDay(to),
              format
            }
          },
          as: "project"
        },
        "once",
        SwanStatement
      ),
      statementOf
    ),

  findStatement: (connection, { accountReference, format, from, to }, since) =>
    Effect.map(madeOf(client, connection, accountReference), (made) => {
      const [found] = made
        .filter(({ createdAt }) => createdAt.epochMilliseconds >= since.epochMilliseconds)
        .toSorted((a, b) => b.createdAt.epochMilliseconds - a.createdAt.epochMilliseconds)
        .map(statementOf)
        .filter((one) => one.format === format && one.from === from && one.to === to)
      return found ?? null
    }),

  statementDocument: (connection, id) =>
    Effect.flatMap(
      client.ask(
        connection,
        {
          operation: "statement",
          capability,
          document: statementDocument,
          variables: { id },
          as: "project"
        },
        Schema.Struct({ accountStatement: Schema.NullOr(Located) })
      ),
      ({ accountStatement }) =>
        there(connection, "statement", accountStatement, ({ statusInfo: { status, url } }) => ({
          state: statementStates(status),
          address: url ?? null
        }))
    )
})

const capability = "banking.statements"

const Located = Schema.Struct({
  id: Schema.String,
  statusInfo: Schema.Struct({ status: Schema.String, url: Schema.optionalKey(Schema.String) })
})

const Made = Schema.Struct({ ...SwanStatement.fields, createdAt: SwanInstant })

const madeOf = (client: SwanClient, connection: Parameters<Part["findStatement"]>[0], accountId: string) =>
  everyPage((after) =>
    Effect.flatMap(
      client.ask(
        connection,
        {
          operation: "statements",
          capability,
          document: madeStatementsDocument,
          variables: { accountId, first: mostPerPage, after },
          as: "project"
        },
        Schema.Struct({
          account: Schema.NullOr(Schema.Struct({ statements: Schema.NullOr(SwanPage(Made)) }))
        })
      ),
      ({ account }) => there(connection, "statements", account?.statements ?? null, (found) => found)
    )
  )
