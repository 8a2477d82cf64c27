import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import type { PaymentId } from "../../../domain/finance/payments/model/index.ts"
import {
  capturePayment,
  postOperation,
  refundPayment,
  voidPayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, nodeHost } from "../../support/hosts.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import {
  asked,
  eur,
  gatewayConnection,
  lastIntent,
  paymentNow,
  paymentWorld,
  sendIntent
} from "../../support/providers/paymentWorld.ts"

const world = Layer.suspend(() => Layer.merge(paymentWorld, nodeHost))

const rule = (eventType: string, side: "credit" | "debit") => ({
  eventType,
  journal: "BQ",
  controlAccount: "411",
  netAccount: "511",
  side
})

/** A company whose books know where captures and refunds go. */
const company = Effect.gen(function* () {
  const made = yield* companyWithBooks
  for (const [type, side] of [
    ["payments.captured", "credit"],
    ["payments.refunded", "debit"]
  ] as const) {
    const added = yield* send("POST", "/v2/accounting/posting-rules", made.key, rule(type, side))
    assert.strictEqual(added.status, 201, added.text)
  }
  return made
})

/** Runs the posting of each operation of the payment, twice, as a worker that died may. */
const post = (id: PaymentId) =>
  Effect.gen(function* () {
    for (const { id: operationId } of (yield* paymentNow(id)).operations) {
      yield* postOperation.run({ paymentId: id, operationId }, attempt(1))
      yield* postOperation.run({ paymentId: id, operationId }, attempt(2))
    }
  })

const balanceOf = (key: string, account: string) =>
  Effect.map(call("GET", `/v2/accounting/entries?account=${account}`, { key }), ({ json, text }) => {
    assert.include(text, "items")
    return Number(textAt(json, "items", "length"))
  })

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("payments in the books", (it) => {
  it.effect("a capture and a refund post once each, through the posting rules", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* company
      yield* Effect.gen(function* () {
        const { id: connectionId } = yield* gatewayConnection
        const made = yield* asked({ kind: "authorisation", connectionId, amount: eur(1_000n) })
        yield* sendIntent(made.intentId)
        yield* sendIntent(lastIntent(yield* capturePayment(made.id, eur(600n))))
        yield* sendIntent(lastIntent(yield* refundPayment(made.id, eur(100n))))
        yield* post(made.id)
        const { operations } = yield* paymentNow(made.id)
        assert.deepStrictEqual(
          operations.map(({ entryId, kind }) => [kind, entryId !== null]),
          [
            ["authorisation", false],
            ["capture", true],
            ["refund", true]
          ]
        )
        assert.strictEqual(yield* balanceOf(key, "511"), 2)
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("a void reverses what was posted, and what was not posted by then never is", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* company
      yield* Effect.gen(function* () {
        const { id: connectionId } = yield* gatewayConnection
        for (const postedFirst of [true, false]) {
          const made = yield* asked({ kind: "sale", connectionId, amount: eur(1_000n) })
          yield* sendIntent(made.intentId)
          if (postedFirst) yield* post(made.id)
          const { version } = (yield* paymentNow(made.id)).payment
          yield* sendIntent(lastIntent(yield* voidPayment(made.id, version)))
          yield* post(made.id)
        }
        assert.strictEqual(yield* balanceOf(key, "511"), 2)
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("without a rule the job says what is missing, and the payment stands", () =>
    Effect.gen(function* () {
      const { scope } = yield* companyWithBooks
      yield* Effect.gen(function* () {
        const { id: connectionId } = yield* gatewayConnection
        const made = yield* asked({ kind: "sale", connectionId, amount: eur(1_000n) })
        yield* sendIntent(made.intentId)
        const failure = yield* Effect.flip(post(made.id))
        assert.deepInclude(failure, { code: "payments.not-posted" })
        assert.include(JSON.stringify(failure), "NoPostingRule")
        assert.strictEqual((yield* paymentNow(made.id)).payment.state, "captured")
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )
})
