import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { postBankLine } from "../../../domain/finance/banking/usecases/index.ts"
import {
  processNotifications,
  scanNotifications
} from "../../../domain/finance/notifications/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  creditCardDocument,
  debitCardDocument,
  releaseCardDocument,
  reverseCardDebitDocument,
  subscribeDocument
} from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import { SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { cardWorld, recordJobs, recordNow } from "../../support/swan/cardWorld.ts"
import {
  authorised,
  companyWithCard,
  eur,
  movementsOf,
  paymentsOf,
  readAgain,
  supplies
} from "../../support/swan/paidCard.ts"
import { partner } from "../../support/swan/swanWorld.ts"
import { bankLinesOf, linesIn } from "../../support/swan/transferBooks.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })("what cards pay at Swan", (it) => {
  it.effect("is held, taken in parts, freed and brought back, under one payment, each posted once", () =>
    Effect.gen(function* () {
      const company = yield* companyWithCard
      const { at, card } = company
      const transactionId = yield* authorised(company, "100.00")
      yield* readAgain(company)
      const [held] = yield* paymentsOf(card)
      assert.deepInclude(held, { state: "held", merchantName: "Papeterie", merchantCategory: "5943" })
      assert.strictEqual(held?.held.minor, 10_000n)
      const first = yield* at(debitCardDocument, { transactionId, amount: eur("30.00") })
      yield* readAgain(company)
      yield* at(debitCardDocument, { transactionId, amount: eur("60.00") })
      yield* at(releaseCardDocument, { transactionId })
      yield* at(reverseCardDebitDocument, { transactionId: first, amount: eur("10.00") })
      yield* at(creditCardDocument, {
        cardId: card.reference ?? "",
        amount: eur("5.00"),
        originTransactionId: first
      })
      yield* readAgain(company)
      yield* readAgain(company)
      const [payment, ...others] = yield* paymentsOf(card)
      assert.lengthOf(others, 0)
      assert.deepStrictEqual(
        [payment?.held.minor, payment?.captured.minor, payment?.refunded.minor],
        [0n, 9_000n, 1_500n]
      )
      const moved = (yield* movementsOf(card)).filter(({ kind }) => kind !== "release")
      assert.lengthOf(moved, 4)
      const posted = yield* Effect.forEach(moved, ({ entryId }) => linesIn(entryId))
      const totals = posted.flat().filter(([account]) => account === supplies)
      assert.deepStrictEqual(
        totals.map(([, amount]) => amount),
        [3_000n, 6_000n, -1_000n, -500n]
      )
      const lines = [...(yield* bankLinesOf(-3_000n)), ...(yield* bankLinesOf(1_000n))]
      assert.deepStrictEqual(
        lines.map(({ state }) => state),
        ["posted", "posted"]
      )
    }).pipe(forCompany)
  )

  it.effect("takes the entry of a person who was faster, and waits for a rule where there is none", () =>
    Effect.gen(function* () {
      const company = yield* companyWithCard
      const { at, card, connection } = company
      const transactionId = yield* authorised(company, "12.00")
      yield* at(debitCardDocument, { transactionId })
      yield* sync(connection.id)
      const [line] = yield* bankLinesOf(-1_200n)
      if (line === undefined) return yield* Effect.die("no line")
      const byHand = yield* postBankLine(line.id, line.version, { account: AccountCode.make("625") })
      yield* recordJobs(company.account.id)
      const [movement] = yield* movementsOf(card)
      assert.strictEqual(movement?.entryId, byHand.entryId)
    }).pipe(forCompany)
  )

  it.effect("that ended without money frees what it held; a debit that nobody asked about is recorded", () =>
    Effect.gen(function* () {
      const company = yield* companyWithCard
      const { at, card } = company
      const expired = yield* authorised(company, "40.00")
      yield* readAgain(company)
      yield* at(releaseCardDocument, { transactionId: expired, reason: "MerchantReleased" })
      const late = yield* authorised(company, "7.00")
      yield* at(debitCardDocument, { transactionId: late, amount: eur("9.00") })
      yield* readAgain(company)
      const found = yield* paymentsOf(card)
      assert.deepStrictEqual(found.map(({ state }) => state).toSorted(), ["captured", "released"])
      assert.strictEqual(found.find(({ state }) => state === "captured")?.captured.minor, 900n)
    }).pipe(forCompany)
  )

  it.effect("is told by notifications in any order, and found again where none came", () =>
    Effect.gen(function* () {
      const company = yield* companyWithCard
      const { account, at, card, connection } = company
      const { url } = yield* SwanServer
      yield* partner(url, connection.clientId, subscribeDocument, {
        label: "lost",
        endpoint: "http://127.0.0.1:9/",
        secret: "shared",
        status: "Enabled",
        eventTypes: ["Transaction.Pending", "Transaction.Booked", "Transaction.Released"]
      })
      const process = processNotifications.run({ connectionId: connection.id }, attempt(1))
      const transactionId = yield* authorised(company, "20.00")
      const debit = yield* at(debitCardDocument, { transactionId })
      const credit = yield* at(creditCardDocument, {
        cardId: card.reference ?? "",
        amount: eur("5.00"),
        originTransactionId: debit
      })
      yield* waiting(connection.id, credit, "Transaction.Booked")
      yield* process
      yield* recordNow(account.id, [credit])
      yield* recordNow(account.id, [debit])
      assert.deepStrictEqual(
        (yield* paymentsOf(card)).map(({ captured, refunded }) => [captured.minor, refunded.minor]),
        [[2_000n, 500n]]
      )
      const scanned = yield* scanNotifications.run({ connectionId: connection.id }, attempt(1))
      assert.deepInclude(scanned, { asked: true, expected: 4, missed: 4 })
      yield* process
      yield* recordJobs(account.id)
      assert.deepStrictEqual(
        (yield* paymentsOf(card)).map(({ captured, refunded }) => [captured.minor, refunded.minor]),
        [[2_000n, 500n]]
      )
      assert.lengthOf(yield* movementsOf(card), 2)
    }).pipe(forCompany)
  )
})
