import { DateTime, Effect, Option, Schema } from "effect"
import type { FollowedTransfer } from "../../domain/finance/banking/model/index.ts"
import type { IntentId, OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider, FoundTransfer } from "../../ports/finance/BankingProvider.ts"
import { paymentDocument, paymentsDocument } from "./documents/payments.ts"
import { everyPage } from "./everyPage.ts"
import type { SwanClient } from "./swanClient.ts"
import {
  FollowedSwanPayment,
  followedOf,
  isUnder,
  placedOf,
  SwanPaymentWithTransactions
} from "./SwanPayment.ts"
import { mostPerPage, SwanPage } from "./swanValues.ts"

/** A payment as it stands now, with all its movements: a batch has more of them than one page. */
export const followedPayment = Effect.fnUntraced(function* (
  client: SwanClient,
  connection: OpenConnection,
  reference: string
) {
  let first: typeof FollowedSwanPayment.Type | undefined
  const movements = yield* everyPage((after) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "payment",
          capability: "banking.transfer",
          document: paymentDocument,
          variables: { id: reference, first: mostPerPage, after },
          as: "project"
        },
        Schema.Struct({ payment: FollowedSwanPayment })
      ),
      ({ payment }) => {
        first ??= payment
        return payment.transactions ?? { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] }
      }
    )
  )
  return first === undefined
    ? yield* Effect.die("a payment that was read has a first page")
    : (followedOf(first, movements) satisfies FollowedTransfer)
})

interface Sought {
  readonly key: IntentId
  /** What its transfers were named by us. */
  readonly names: ReadonlyArray<string>
  readonly since: DateTime.Utc
}

/** Looks through the payments since, newest first. One that does not tell its key leaves the question open. */
export const findPayment = (
  client: SwanClient,
  connection: OpenConnection,
  sought: Sought,
  after: string | null = null,
  unclear = false
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
      .filter(({ createdAt }) => DateTime.isGreaterThanOrEqualTo(createdAt, sought.since))
    const told = recent.map((payment) => ({ payment, ours: isUnder(sought, payment) }))
    const found = told.find(({ ours }) => Option.contains(ours, true))
    if (found !== undefined) {
      return { _tag: "Found", transfer: placedOf(found.payment) } satisfies FoundTransfer
    }
    const stillUnclear = unclear || told.some(({ ours }) => Option.isNone(ours))
    const { endCursor, hasNextPage } = payments.pageInfo
    if (recent.length === payments.edges.length && hasNextPage && endCursor !== null) {
      return yield* findPayment(client, connection, sought, endCursor, stillUnclear)
    }
    return { _tag: stillUnclear ? "Undecidable" : "Absent" } satisfies FoundTransfer
  })
