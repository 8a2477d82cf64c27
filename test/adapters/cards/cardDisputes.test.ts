import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Option, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type {
  CardMovementId,
  CardPaymentId,
  NewCardDispute
} from "../../../domain/finance/cards/model/index.ts"
import {
  askIssuerToDispute,
  creditDispute,
  disputePayment,
  endDispute,
  recordMovement
} from "../../../domain/finance/cards/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { CardDisputes } from "../../../ports/finance/CardDisputes.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { debitCardDocument } from "../../../simulators/swan/testingDocuments.ts"
import { inParallel } from "../../support/inParallel.ts"
import { cardWorld } from "../../support/swan/cardWorld.ts"
import {
  authorised,
  companyWithCard,
  movementsOf,
  purchaseRule,
  readAgain,
  supplies,
  unruledCompany
} from "../../support/swan/paidCard.ts"
import { bank, linesIn } from "../../support/swan/transferBooks.ts"
import { forCompany } from "../../support/tenants.ts"

const eur = (minor: bigint) => money(minor, EUR)

const tagOf = <A, E extends { readonly _tag: string }, R>(work: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(work), ({ _tag }) => _tag)

const disputed = (cardMovementId: CardMovementId, minor = 3_000n): NewCardDispute => ({
  cardMovementId,
  reason: "twice",
  note: "Débité deux fois",
  expected: eur(minor)
})

/** The debit of 30.00 that a card of the company paid. */
const debitOf = (company: Effect.Success<typeof unruledCompany>) =>
  Effect.gen(function* () {
    const transactionId = yield* authorised(company, "30.00")
    yield* company.at(debitCardDocument, { transactionId })
    yield* readAgain(company)
    const debit = (yield* movementsOf(company.card)).find(({ kind }) => kind === "capture")
    return debit === undefined ? yield* Effect.die("no debit") : debit
  })

const refunded = (paymentId: CardPaymentId, minor: bigint) =>
  recordMovement(paymentId, {
    reference: uuidV7(),
    kind: "refund",
    amount: eur(minor),
    original: null,
    final: false,
    occurredAt: DateTime.makeUnsafe("2026-03-20T10:00:00Z"),
    label: "Papeterie"
  })

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })("a card payment in dispute", (it) => {
  it.effect("is settled by the credits that come for it, each linked once, and no more is taken", () =>
    Effect.gen(function* () {
      const debit = yield* debitOf(yield* companyWithCard)
      const { id, version } = yield* disputePayment(disputed(debit.id))
      assert.strictEqual(yield* tagOf(disputePayment(disputed(debit.id))), "AlreadyExists")
      const part = yield* refunded(debit.paymentId, 1_000n)
      const rest = yield* refunded(debit.paymentId, 2_000n)
      assert.strictEqual(yield* tagOf(creditDispute(id, version, debit.id)), "NotDisputed")
      const some = yield* creditDispute(id, version, part.id)
      assert.deepStrictEqual([some.state, some.credited, some.credits], ["credited", eur(1_000n), [part.id]])
      assert.strictEqual(yield* tagOf(creditDispute(id, some.version, part.id)), "AlreadyExists")
      assert.strictEqual(yield* tagOf(endDispute(id, some.version, "withdrawn")), "IllegalTransition")
      const all = yield* creditDispute(id, some.version, rest.id)
      assert.deepStrictEqual([all.state, all.credited], ["settled", eur(3_000n)])
      assert.strictEqual(yield* tagOf(endDispute(id, all.version, "lost")), "IllegalTransition")
      const again = yield* disputePayment(disputed(debit.id))
      assert.strictEqual((yield* endDispute(again.id, 1, "withdrawn")).state, "withdrawn")
    }).pipe(forCompany)
  )

  it.effect("has its credit posted when it is linked, or is as it was where nothing can post it", () =>
    Effect.gen(function* () {
      const debit = yield* debitOf(yield* unruledCompany)
      const { id } = yield* disputePayment(disputed(debit.id))
      const credit = yield* refunded(debit.paymentId, 3_000n)
      assert.isNull(credit.entryId)
      assert.strictEqual(yield* tagOf(creditDispute(id, 1, credit.id)), "NoPostingRule")
      const { find } = yield* CardDisputes
      const { credits, state } = yield* find(id)
      assert.deepStrictEqual([state, credits], ["open", []])
      yield* purchaseRule
      assert.strictEqual((yield* creditDispute(id, 1, credit.id)).state, "settled")
      const { entryId } = yield* Effect.flatMap(CardPayments, ({ movement }) => movement(credit.id))
      assert.deepStrictEqual(yield* linesIn(entryId), [
        [bank, 3_000n],
        [supplies, -3_000n]
      ])
    }).pipe(forCompany)
  )

  it.effect("is of one debit once, at most its amount, and is not asked of an issuer that takes none", () =>
    Effect.gen(function* () {
      const debit = yield* debitOf(yield* companyWithCard)
      assert.strictEqual(yield* tagOf(disputePayment(disputed(debit.id, 3_001n))), "NotDisputed")
      const credit = yield* refunded(debit.paymentId, 500n)
      assert.strictEqual(yield* tagOf(disputePayment(disputed(credit.id, 500n))), "NotDisputed")
      yield* inParallel(
        5,
        () => Effect.result(disputePayment(disputed(debit.id))),
        (answers) => Effect.sync(() => assert.strictEqual(answers.filter(Result.isSuccess).length, 1))
      )
      const { list } = yield* CardDisputes
      const [dispute] = yield* list({ state: "open", cardPaymentId: debit.paymentId }, 10, Option.none())
      if (dispute === undefined) return yield* Effect.die("no dispute")
      const refusal = yield* Effect.flip(askIssuerToDispute(dispute.id))
      assert.strictEqual(refusal._tag, "NotSupported")
      assert.strictEqual((yield* endDispute(dispute.id, 1, "lost")).state, "lost")
    }).pipe(forCompany)
  )
})
