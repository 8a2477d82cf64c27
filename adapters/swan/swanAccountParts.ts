import { Effect, Schema } from "effect"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import {
  mandatesDocument,
  membersDocument,
  statementsDocument,
  virtualIbansDocument
} from "./documents/accounts.ts"
import { everyPage } from "./everyPage.ts"
import {
  mandateOf,
  memberOf,
  statementOf,
  SwanMandate,
  SwanMember,
  SwanStatement,
  SwanVirtualIban,
  virtualIbanOf
} from "./SwanPart.ts"
import type { SwanClient } from "./swanClient.ts"
import { mostPerPage, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

/** What belongs to an account: virtual IBANs, received mandates, statements. */
export const swanAccountParts = (
  client: SwanClient
): Pick<BankingProvider, "mandates" | "members" | "statements" | "virtualIbans"> => ({
  virtualIbans: (connection, accountId) =>
    partsOf(client, connection, accountId, {
      operation: "virtual-ibans",
      capability: "banking.virtual-ibans",
      document: virtualIbansDocument,
      field: "virtualIbanEntries",
      node: SwanVirtualIban,
      toPart: virtualIbanOf
    }),

  members: (connection, accountId) =>
    partsOf(client, connection, accountId, {
      operation: "members",
      capability: "banking.accounts",
      document: membersDocument,
      field: "memberships",
      node: SwanMember,
      toPart: memberOf(connection.settings["userId"])
    }),

  mandates: (connection, accountId) =>
    partsOf(client, connection, accountId, {
      operation: "mandates",
      capability: "banking.mandates",
      document: mandatesDocument,
      field: "receivedDirectDebitMandates",
      node: SwanMandate,
      toPart: mandateOf
    }),

  statements: (connection, accountId) =>
    partsOf(client, connection, accountId, {
      operation: "statements",
      capability: "banking.statements",
      document: statementsDocument,
      field: "statements",
      node: SwanStatement,
      toPart: statementOf
    })
})

const partsOf = <A, B>(
  client: SwanClient,
  connection: OpenConnection,
  accountId: string,
  {
    field,
    node,
    toPart,
    ...call
  }: {
    readonly operation: string
    readonly capability:
      | "banking.accounts"
      | "banking.mandates"
      | "banking.statements"
      | "banking.virtual-ibans"
    readonly document: string
    readonly field: string
    readonly node: Schema.Codec<A, unknown>
    readonly toPart: (node: A) => B
  }
) =>
  everyPage((after) =>
    Effect.flatMap(
      client.ask(
        connection,
        { ...call, variables: { accountId, first: mostPerPage, after }, as: "project" },
        Schema.Struct({
          account: Schema.NullOr(Schema.Record(Schema.String, Schema.NullOr(SwanPage(node))))
        })
      ),
      ({ account }) => there(connection, call.operation, account?.[field] ?? null, (found) => found)
    )
  ).pipe(Effect.map((found) => found.map(toPart)))
