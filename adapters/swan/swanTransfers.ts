import { Effect, Schema } from "effect"
import {
  orderCapability,
  type Payee,
  type PayeeCheck,
  type TransferOrder
} from "../../domain/finance/banking/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import {
  cancelTransactionDocument,
  initiateTransferDocument,
  verifyPayeeDocument
} from "./documents/payments.ts"
import { needsUser } from "./needsUser.ts"
import { payeeAnswers } from "./payeeAnswers.ts"
import type { SwanClient } from "./swanClient.ts"
import { swanConsents } from "./swanConsents.ts"
import { placedOf, SwanPayment } from "./SwanPayment.ts"
import { findPayment, followedPayment } from "./swanPayments.ts"
import { SwanInstant } from "./swanValues.ts"
import { inputOf } from "./transferInput.ts"

type Part = Pick<
  BankingProvider,
  | "cancelConsent"
  | "cancelTransfer"
  | "consent"
  | "findTransfer"
  | "placedTransfer"
  | "transfer"
  | "verifyPayee"
>

/** Credit transfers and what belongs to them: payee checks, cancelling, finding what was sent. */
export const swanTransfers = (client: SwanClient): Part => ({
  transfer: (connection, order, key) =>
    Effect.gen(function* () {
      const capability = orderCapability(order)
      yield* needsUser(connection, capability)
      const call = {
        operation: "initiate-transfer",
        capability,
        document: initiateTransferDocument,
        variables: { input: inputOf(order, [{ ...order, lineReference: key }], key) },
        as: "user"
      } as const
      const { payment } = yield* client.send(
        connection,
        call,
        "keyed",
        Schema.Struct({ payment: SwanPayment })
      )
      return placedOf(payment)
    }),

  placedTransfer: (connection, reference) => followedPayment(client, connection, reference),

  findTransfer: (connection, key, since) => findPayment(client, connection, { key, names: [key], since }),

  verifyPayee: (connection, payee, route) =>
    Effect.map(
      client.send(
        connection,
        {
          operation: "verify-payee",
          capability: "banking.verify-payee",
          document: verifyPayeeDocument,
          variables: { input: { beneficiary: beneficiaryOf(payee, route) } },
          as: "project"
        },
        "once",
        SwanPayeeCheck
      ),
      checkOf
    ),

  ...swanConsents(client),

  cancelTransfer: (connection, transactionReference) =>
    Effect.gen(function* () {
      yield* needsUser(connection, "banking.cancel-transfer")
      yield* client.send(
        connection,
        {
          operation: "cancel-transaction",
          capability: "banking.cancel-transfer",
          document: cancelTransactionDocument,
          variables: { input: { transactionId: transactionReference } },
          as: "user"
        },
        "once",
        Schema.Struct({ done: Schema.String })
      )
    })
})

const beneficiaryOf = ({ account, name }: Payee, route: TransferOrder["route"]) =>
  route === "internal"
    ? { swanAccount: { accountNumber: account, name, save: false } }
    : { sepa: { iban: account, name } }

const SwanPayeeCheck = Schema.Struct({
  beneficiaryVerificationToken: Schema.String,
  expiresAt: SwanInstant,
  verifyBeneficiaryResult: Schema.Struct({
    status: Schema.String,
    nameSuggestion: Schema.optionalKey(Schema.NullOr(Schema.String))
  })
})

const checkOf = ({
  beneficiaryVerificationToken,
  expiresAt,
  verifyBeneficiaryResult: { nameSuggestion, status }
}: typeof SwanPayeeCheck.Type): PayeeCheck => ({
  answer: payeeAnswers(status),
  suggestedName: nameSuggestion ?? null,
  token: beneficiaryVerificationToken,
  expiresAt
})
