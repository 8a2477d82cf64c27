import { Effect, Schema } from "effect"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { addVirtualIbanDocument, cancelVirtualIbanDocument } from "./documents/accounts.ts"
import { needsUser } from "./needsUser.ts"
import { SwanVirtualIban, virtualIbanOf } from "./SwanPart.ts"
import type { SwanClient } from "./swanClient.ts"

/**
 * Virtual IBANs that are added and cancelled, in the name of the connection's user. Swan takes neither a key nor a label
 * with a new one, so each is sent once.
 */
export const swanVirtualIbans = (
  client: SwanClient
): Pick<BankingProvider, "addVirtualIban" | "cancelVirtualIban"> => ({
  addVirtualIban: (connection, accountId) =>
    send(client, connection, {
      operation: "add-virtual-iban",
      document: addVirtualIbanDocument,
      variables: { input: { accountId } }
    }),

  cancelVirtualIban: (connection, virtualIbanEntryId) =>
    send(client, connection, {
      operation: "cancel-virtual-iban",
      document: cancelVirtualIbanDocument,
      variables: { input: { virtualIbanEntryId } }
    })
})

const capability = "banking.issue-ibans"

const send = (
  client: SwanClient,
  connection: OpenConnection,
  call: { readonly operation: string; readonly document: string; readonly variables: Schema.JsonObject }
) =>
  Effect.andThen(
    needsUser(connection, capability),
    client.send(
      connection,
      { ...call, capability, as: "user" },
      "once",
      Schema.Struct({ virtualIbanEntry: SwanVirtualIban })
    )
  ).pipe(Effect.map(({ virtualIbanEntry }) => virtualIbanOf(virtualIbanEntry)))
