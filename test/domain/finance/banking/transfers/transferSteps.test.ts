import { assert, describe, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import * as fc from "fast-check"
import {
  afterMovement,
  afterPlaced,
  type Placed,
  type ProvidedTransaction,
  type Transfer,
  ProviderAccountId,
  TransferId,
  TransferState,
  transferStep,
  transferTransitions
} from "../../../../../domain/finance/banking/model/index.ts"
import { ConnectionId } from "../../../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../../domain/shared/Money.ts"

const account = "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"

const sent = (part: Partial<Transfer> = {}): Transfer => ({
  id: TransferId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a71"),
  providerAccountId: ProviderAccountId.make(account),
  connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
  batchId: null,
  awaitsApproval: false,
  payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
  route: "sepa",
  speed: "regular",
  executionDate: null,
  amount: money(120_000n, EUR),
  label: "Facture F-2026-001",
  endToEndReference: "F-2026-001",
  documentRef: null,
  party: null,
  consentReturnUrl: "https://erp.example.fr/transfers",
  state: "consent_pending",
  payeeCheck: null,
  consent: null,
  reason: null,
  intentId: null,
  orderReference: "pay-1",
  movementReference: null,
  returnReference: null,
  executedAs: null,
  bookedOn: null,
  returnedOn: null,
  entryId: null,
  reversalEntryId: null,
  createdAt: DateTime.makeUnsafe("2026-03-01T10:00:00Z"),
  version: 3,
  ...part
})

const movement = (part: Partial<ProvidedTransaction> = {}): ProvidedTransaction => ({
  reference: "tx-1",
  accountReference: "acc-1",
  direction: "out",
  amount: money(120_000n, EUR),
  state: { is: "booked", word: "Booked" },
  kind: { is: "transfer", word: "SepaCreditTransferOut" },
  isReturn: false,
  label: "Facture",
  counterparty: { name: "Dupont", iban: null },
  endToEndReference: null,
  orderReference: "pay-1",
  originReference: null,
  mandateReference: null,
  cancellable: false,
  reason: null,
  executionDate: LocalDate.make("2026-03-02"),
  bookingDate: LocalDate.make("2026-03-03"),
  valueDate: null,
  updatedAt: DateTime.makeUnsafe("2026-03-03T10:00:00Z"),
  ...part
})

const states: ReadonlyArray<ProvidedTransaction["state"]["is"]> = [
  "upcoming",
  "pending",
  "booked",
  "rejected",
  "cancelled",
  "released",
  "deferred",
  "settled",
  "other"
]

const anyMovement = fc
  .record({ is: fc.constantFrom(...states), isReturn: fc.boolean(), fallsBack: fc.boolean() })
  .map(({ fallsBack, is, isReturn }) =>
    movement({
      state: { is, word: is },
      isReturn,
      fallsBack,
      reference: isReturn ? "tx-2" : "tx-1",
      originReference: isReturn ? "tx-1" : null,
      direction: isReturn ? "in" : "out"
    })
  )

const anyPlaced: fc.Arbitrary<Placed> = fc
  .constantFrom("consent-needed", "accepted", "rejected", "other")
  .map((is) => ({ reference: "pay-1", state: { is, word: is }, consent: null, reason: null }))

const anyNews = fc.oneof(
  anyMovement.map((told) => (transfer: Transfer) => afterMovement(transfer, told)),
  anyPlaced.map((told) => (transfer: Transfer) => afterPlaced(transfer, told))
)

const mayFollow = (before: Transfer | undefined, now: Transfer) =>
  (before === undefined ||
    before.state === now.state ||
    transferTransitions[before.state].includes(now.state)) &&
  (now.state !== "booked" || now.bookedOn !== null)

describe("the states of a transfer", () => {
  it.each(TransferState.literals.flatMap((from) => TransferState.literals.map((to) => [from, to] as const)))(
    "from %s to %s is a step or lists the steps that are",
    (from, to) => {
      const step = transferStep({ id: "t", state: from }, to)
      if (transferTransitions[from].includes(to)) return assert.deepStrictEqual(step, Result.succeed(to))
      assert.strictEqual(Result.isFailure(step) ? step.failure._tag : "", "IllegalTransition")
    }
  )

  it("whatever is told, however often and in whatever order, each change is a step and an end stays", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TransferState.literals),
        fc.array(anyNews, { maxLength: 20 }),
        (from, told) => {
          const start = sent({
            state: from,
            bookedOn: from === "booked" ? LocalDate.make("2026-03-02") : null
          })
          const lives = told.reduce((all, news) => [...all, news(all.at(-1) ?? start)], [start])
          assert.deepStrictEqual(
            lives.filter((now, at) => !mayFollow(lives[at - 1], now)),
            []
          )
        }
      )
    )
  })

  it("the same movements end alike in any order, but for the return of what is not known to be booked", () => {
    const life = [
      movement({ state: { is: "upcoming", word: "Upcoming" } }),
      movement({ state: { is: "pending", word: "Pending" } }),
      movement()
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray([...life, ...life], { minLength: 6 }), (told) => {
        const end = told.reduce(afterMovement, sent({ state: "accepted" }))
        assert.deepInclude(end, {
          state: "booked",
          movementReference: "tx-1",
          bookedOn: LocalDate.make("2026-03-03")
        })
      })
    )
  })

  it("a booked transfer is returned by the movement that names it, and by no other", () => {
    const booked = afterMovement(sent(), movement())
    const back = movement({
      isReturn: true,
      reference: "tx-2",
      originReference: "tx-1",
      direction: "in",
      reason: "AC04"
    })
    assert.deepInclude(afterMovement(booked, back), {
      state: "returned",
      returnReference: "tx-2",
      reason: { code: "AC04", fr: "AC04", en: "AC04" }
    })
    assert.deepStrictEqual(afterMovement(booked, { ...back, originReference: "tx-9" }), booked)
    assert.deepStrictEqual(afterMovement(booked, { ...back, amount: money(1n, EUR) }), booked)
    const unknownOrigin = { ...back, originReference: null }
    assert.deepStrictEqual(afterMovement(sent(), unknownOrigin), sent())
  })

  it("an instant transfer that falls back is not rejected: the regular one that follows decides", () => {
    const first = movement({
      state: { is: "rejected", word: "Rejected" },
      kind: { is: "instant-transfer", word: "SepaInstantCreditTransferOut" },
      fallsBack: true
    })
    const fallen = afterMovement(sent({ state: "accepted" }), first)
    assert.strictEqual(fallen.state, "accepted")
    assert.deepInclude(afterMovement(fallen, movement({ reference: "tx-3" })), {
      state: "booked",
      executedAs: "regular",
      movementReference: "tx-3"
    })
  })

  it("a wish to cancel is not undone by a movement that is still to come", () => {
    const upcoming = movement({ state: { is: "upcoming", word: "Upcoming" } })
    assert.strictEqual(afterMovement(sent({ state: "cancelling" }), upcoming).state, "cancelling")
  })

  it.each([
    ["consent-needed", null, "cancelling"],
    ["accepted", null, "accepted"],
    ["rejected", null, "cancelled"],
    ["other", null, "cancelling"],
    ["consent-needed", "tx-1", "cancelling"],
    ["accepted", "tx-1", "cancelling"],
    ["rejected", "tx-1", "rejected"]
  ] as const)(
    "while it is cancelled, an order that is %s, with movement %s, leaves it %s",
    (is, movementReference, state) => {
      const said = { reference: "pay-1", state: { is, word: is }, consent: null, reason: null }
      assert.strictEqual(afterPlaced(sent({ state: "cancelling", movementReference }), said).state, state)
    }
  )

  it("a movement without a date is booked on the day of its last change, in France", () => {
    const late = movement({
      bookingDate: null,
      executionDate: null,
      updatedAt: DateTime.makeUnsafe("2026-03-31T22:30:00Z")
    })
    assert.strictEqual(afterMovement(sent(), late).bookedOn, "2026-04-01")
  })

  it("a word that nobody knows leaves the transfer unknown, and is no end", () => {
    const odd: Placed = {
      reference: "pay-1",
      state: { is: "other", word: "Frozen" },
      consent: null,
      reason: null
    }
    assert.strictEqual(afterPlaced(sent({ state: "created" }), odd).state, "unknown")
  })
})
