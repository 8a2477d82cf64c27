import { DateTime, Effect, Option, Schema } from "effect"
import {
  orderCapability,
  type Payee,
  type PayeeCheck,
  type TransferOrder
} from "../../domain/finance/banking/model/index.ts"
import type { IntentId, OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider, FoundTransfer } from "../../ports/finance/BankingProvider.ts"
import {
  cancelTransactionDocument,
  initiateTransferDocument,
  paymentDocument,
  paymentsDocument,
  verifyPayeeDocument
} from "./documents/payments.ts"
import { swanConsents } from "./swanConsents.ts"
import { backWith } from "./backWith.ts"
import { payeeAnswers } from "./payeeAnswers.ts"
import { needsUser } from "./needsUser.ts"
import type { SwanClient } from "./swanClient.ts"
import {
  followedOf,
  FollowedSwanPayment,
  isUnder,
  placedOf,
  SwanPayment,
  SwanPaymentWithTransactions
} from "./SwanPayment.ts"
import { mostPerPage, startOfDay, swanAmount, SwanInstant, SwanPage } from "./swanValues.ts"

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
        variables: { input: inputOf(order, key) },
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

  placedTransfer: (connection, reference) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "payment",
          capability: "banking.transfer",
          document: paymentDocument,
          variables: { id: reference },
          as: "project"
        },
        Schema.Struct({ payment: FollowedSwanPayment })
      ),
      ({ payment }) => followedOf(payment)
    ),

  findTransfer: (connection, key, since) => find(client, connection, key, since, null, false),

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

const modes = {
  regular: "Regular",
  instant: "InstantWithoutFallback",
  "instant-or-regular": "InstantWithFallback"
} as const satisfies Record<TransferOrder["speed"], string>

/** The key stands in three places: Swan's idempotency, the movements' reference, and the address of the way back. */
const inputOf = (order: TransferOrder, key: IntentId) => {
  const { name, account } = order.payee
  const target =
    order.route === "internal"
      ? { swanAccountBeneficiary: { accountNumber: account, name, save: false } }
      : { mode: modes[order.speed], sepaBeneficiary: { iban: account, name } }
  return {
    accountId: order.accountReference,
    consentRedirectUrl: backWith("transfer", order.consentReturnUrl, key),
    idempotencyKey: key,
    creditTransfers: [
      {
        amount: swanAmount(order.amount),
        label: order.label,
        reference: order.endToEndReference,
        externalReference: key,
        ...(order.executionDate === null ? {} : { requestedExecutionAt: startOfDay(order.executionDate) }),
        ...(order.payeeCheckToken === null ? {} : { beneficiaryVerificationToken: order.payeeCheckToken }),
        ...target
      }
    ]
  }
}

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

/** Looks through the payments since, newest first. One that does not tell its key leaves the question open. */
const find = (
  client: SwanClient,
  connection: OpenConnection,
  key: IntentId,
  since: DateTime.Utc,
  after: string | null,
  unclear: boolean
): ReturnType<BankingProvider["findTransfer"]> =>
  Effect.gen(function* () {
    const { payments } = yield* client.ask(
      connection,
      {
        operation: "payments",
        capability: "banking.transfer",
        document: paymentsDocument,
        variables: { first: mostPerPage, after },
        as: "project"
      },
      Schema.Struct({ payments: SwanPage(SwanPaymentWithTransactions) })
    )
    const recent = payments.edges
      .map(({ node }) => node)
      .filter(({ createdAt }) => DateTime.isGreaterThanOrEqualTo(createdAt, since))
    const told = recent.map((payment) => ({ payment, ours: isUnder(key, payment) }))
    const found = told.find(({ ours }) => Option.contains(ours, true))
    if (found !== undefined) {
      return { _tag: "Found", transfer: placedOf(found.payment) } satisfies FoundTransfer
    }
    const stillUnclear = unclear || told.some(({ ours }) => Option.isNone(ours))
    const { endCursor, hasNextPage } = payments.pageInfo
    if (recent.length === payments.edges.length && hasNextPage && endCursor !== null) {
      return yield* find(client, connection, key, since, endCursor, stillUnclear)
    }
    return { _tag: stillUnclear ? "Undecidable" : "Absent" } satisfies FoundTransfer
  })
