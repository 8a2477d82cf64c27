import { Effect, Schema } from "effect"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { initiateTransferDocument } from "./documents/payments.ts"
import { needsUser } from "./needsUser.ts"
import type { SwanClient } from "./swanClient.ts"
import { placedOf, SwanPayment } from "./SwanPayment.ts"
import { findPayment } from "./swanPayments.ts"
import { inputOf } from "./transferInput.ts"

/** Several credit transfers in one payment, which one consent stands for. */
export const swanTransferBatches = (
  client: SwanClient
): Pick<BankingProvider, "findTransferBatch" | "transferBatch"> => ({
  transferBatch: (connection, orders, key) =>
    Effect.gen(function* () {
      yield* needsUser(connection, "banking.transfer-batch")
      const { payment } = yield* client.send(
        connection,
        {
          operation: "initiate-batch",
          capability: "banking.transfer-batch",
          document: initiateTransferDocument,
          variables: { input: inputOf(orders, orders.lines, key) },
          as: "user"
        },
        "keyed",
        Schema.Struct({ payment: SwanPayment })
      )
      return placedOf(payment)
    }),

  findTransferBatch: (connection, key, names, since) => findPayment(client, connection, { key, names, since })
})
