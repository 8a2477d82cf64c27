import { Effect, Option, type Schema } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import type { Card } from "../../../domain/finance/cards/model/index.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { authoriseCardDocument } from "../../../simulators/swan/testingDocuments.ts"
import { SwanServer, sync } from "./bankWorld.ts"
import { activeCardOf, companyWithHolder, recordJobs } from "./cardWorld.ts"
import { elsewhere } from "./swanWorld.ts"
import { bank, linkBank, transferBooks } from "./transferBooks.ts"

export const eur = (value: string) => ({ value, currency: "EUR" })

export const supplies = AccountCode.make("606")

/** A company with books, a bank account that stands in them, and an active card; nothing posts what that pays. */
export const unruledCompany = Effect.gen(function* () {
  yield* transferBooks()
  const { account, connection, wanted } = yield* companyWithHolder
  yield* linkBank
  const card = yield* activeCardOf(wanted())
  const { url } = yield* SwanServer
  const at = (document: string, input: Schema.JsonObject) =>
    Effect.map(
      elsewhere(url, connection.clientId, document, input),
      ({ transactionId = "" }) => transactionId
    )
  return { account, connection, card, at }
})

/** The same, where what cards pay is posted. */
export const companyWithCard = Effect.tap(unruledCompany, () => purchaseRule)

/** What cards pay goes from the bank to supplies. */
export const purchaseRule = Effect.flatMap(PostingRules, ({ add }) =>
  add({
    eventType: "cards.purchase",
    journal: "BQ",
    controlAccount: bank,
    netAccount: supplies,
    side: "credit"
  })
)

const merchant = { id: "M-1", name: "Papeterie", code: "5943", city: "LYON", country: "FRA" }

export const authorised = (
  { at, card }: Effect.Success<typeof companyWithCard>,
  value: string,
  part: Schema.JsonObject = {}
) =>
  at(authoriseCardDocument, {
    cardId: card.reference ?? "",
    amount: eur(value),
    cardTransactionCategory: "InStore",
    merchant,
    ...part
  })

/** Reads the account again, and makes of its cards' movements what the job of the worker makes. */
export const readAgain = ({ account, connection }: Effect.Success<typeof companyWithCard>) =>
  Effect.gen(function* () {
    yield* sync(connection.id)
    return yield* recordJobs(account.id)
  })

export const paymentsOf = ({ id }: Card) =>
  Effect.flatMap(CardPayments, ({ list }) =>
    list({ cardId: id, state: undefined, withoutReceipt: false }, 10, Option.none())
  )

export const movementsOf = (card: Card) =>
  Effect.gen(function* () {
    const { movementsOf: of } = yield* CardPayments
    const found = yield* Effect.forEach(yield* paymentsOf(card), ({ id }) => of(id))
    return found.flat()
  })
