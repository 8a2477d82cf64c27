import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import {
  type IntentId,
  IntentState,
  intentTransitions,
  performIntentKind
} from "../../../domain/finance/providers/model/index.ts"
import {
  openIntent,
  performIntent,
  requestSettlement,
  setConnectionState,
  settleIntent
} from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { type IntentStep, ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { cardKind, payKind } from "../../support/providers/fakeBank.ts"
import { answers, cut, type Reply } from "../../support/providers/faultyServer.ts"
import { attempt, fakeConnection, FakeBankServer, intentWorld } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const order = { payee: "Dupont", amount: "12.00" }

const opened = (businessKey = uuidV7()) =>
  Effect.gen(function* () {
    const { id } = yield* fakeConnection
    return yield* openIntent(payKind, {
      connectionId: id,
      businessKey,
      amount: money(1200n, EUR),
      payload: order
    })
  })

const perform = ({ id }: { readonly id: IntentId }, count = 1) =>
  Effect.result(performIntent.run({ intentId: id }, attempt(count)))

const settle = ({ id }: { readonly id: IntentId }) =>
  Effect.result(settleIntent.run({ intentId: id }, attempt(1)))

const nowOf = ({ id }: { readonly id: IntentId }) => Effect.flatMap(ProviderIntents, ({ byId }) => byId(id))

/** What the bank received to pay under this key, and how often it was asked. */
const callsFor = ({ id }: { readonly id: IntentId }) =>
  Effect.map(FakeBankServer, ({ state }) => ({
    paid: state.received.filter(({ body, method }) => method === "POST" && body.includes(id)).length,
    asked: state.received.filter(({ method, path }) => method === "GET" && path.endsWith(id)).length
  }))

const endsOf = ({ id }: { readonly id: IntentId }) =>
  Effect.map(FakeBankServer, ({ ends }) => ends.filter(([intent]) => intent === id).map(([, state]) => state))

const replies = (reply: Reply) => Effect.map(FakeBankServer, ({ state }) => void (state.reply = reply))

const eventsOf = ({ id }: { readonly id: IntentId }) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) =>
        sql`select type from azals.outbox where tenant_id = ${tenantId} and entity_id = ${id} order by seq`
    )
  ).pipe(Effect.map((rows) => rows.map(({ type }) => type)))

const settlements = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(
    ({ sql, tenantId }) =>
      sql`select 1 from azals.job where tenant_id = ${tenantId} and kind = 'providers.settle-intent'`
  )
).pipe(Effect.map((rows) => rows.length))

const sentAgo = ({ id }: { readonly id: IntentId }, minutes: number) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({
        sql,
        tenantId
      }) => sql`update azals.provider_intent set sent_at = now() - make_interval(mins => ${minutes})
        where tenant_id = ${tenantId} and id = ${id}`
    )
  )

layer(intentWorld, { excludeTestServices: true, timeout: "120 seconds" })("an intent", (it) => {
  it.effect(
    "is sent once under its own id, and what came of it is written with the business and the event",
    () =>
      Effect.gen(function* () {
        yield* replies(answers(200, { ref: "pay-1", status: "done" }))
        const intent = yield* opened()
        assert.deepInclude(intent, { state: "created", sentAt: null })
        assert.strictEqual((yield* callsFor(intent)).paid, 0)
        yield* perform(intent)
        yield* perform(intent)
        assert.deepInclude(yield* nowOf(intent), {
          state: "succeeded",
          providerReference: "pay-1",
          outcome: { status: "done" }
        })
        assert.deepStrictEqual(yield* callsFor(intent), { paid: 1, asked: 0 })
        assert.deepStrictEqual(yield* endsOf(intent), ["Succeeded"])
        assert.deepStrictEqual(yield* eventsOf(intent), [
          "providers.intent.opened",
          "providers.intent.succeeded"
        ])
      }).pipe(forCompany)
  )

  it.effect("whose answer was lost is unknown, is asked for and never sent again", () =>
    Effect.gen(function* () {
      yield* replies(cut)
      const intent = yield* opened()
      yield* perform(intent)
      assert.strictEqual((yield* nowOf(intent)).state, "unknown")
      assert.strictEqual(yield* settlements, 1)
      yield* perform(intent)
      yield* replies(answers(200, { ref: "pay-2", status: "thinking" }))
      const pending = yield* settle(intent)
      assert.deepInclude(pending._tag === "Failure" ? pending.failure : {}, {
        code: "providers.still-unknown",
        retryable: true
      })
      yield* replies(answers(401))
      const refused = yield* settle(intent)
      assert.deepInclude(refused._tag === "Failure" ? refused.failure : {}, {
        code: "providers.not-answered"
      })
      assert.deepInclude(yield* nowOf(intent), { state: "unknown", asks: 2 })
      yield* replies(answers(200, { ref: "pay-2", status: "done" }))
      yield* settle(intent)
      assert.deepInclude(yield* nowOf(intent), { state: "succeeded", providerReference: "pay-2" })
      assert.strictEqual((yield* callsFor(intent)).paid, 1)
      assert.deepStrictEqual(yield* endsOf(intent), ["Unknown", "Succeeded"])
    }).pipe(forCompany)
  )

  it.effect("whose answer cannot be read is unknown, not refused", () =>
    Effect.gen(function* () {
      yield* replies(answers(200, { unheardOf: true }))
      const intent = yield* opened()
      yield* perform(intent)
      assert.strictEqual((yield* nowOf(intent)).state, "unknown")
    }).pipe(forCompany)
  )

  it.effect("left as sent by a worker that died is asked for and never sent", () =>
    Effect.gen(function* () {
      yield* replies(answers(200, { ref: "pay-3", status: "done" }))
      const intent = yield* opened()
      yield* Effect.flatMap(ProviderIntents, ({ take }) => take(intent.id, { _tag: "Sent" }))
      yield* perform(intent, 2)
      assert.strictEqual((yield* nowOf(intent)).state, "unknown")
      yield* settle(intent)
      assert.deepInclude(yield* nowOf(intent), { state: "succeeded", providerReference: "pay-3" })
      assert.deepStrictEqual(yield* callsFor(intent), { paid: 0, asked: 1 })
    }).pipe(forCompany)
  )

  it.effect("that its provider has no trace of is believed lost only after a while", () =>
    Effect.gen(function* () {
      yield* replies(cut)
      const intent = yield* opened()
      yield* perform(intent)
      yield* replies(answers(404))
      yield* settle(intent)
      yield* sentAgo(intent, 9)
      yield* settle(intent)
      assert.strictEqual((yield* nowOf(intent)).state, "unknown")
      yield* sentAgo(intent, 11)
      yield* settle(intent)
      const lost = yield* nowOf(intent)
      assert.strictEqual(lost.state, "refused")
      assert.strictEqual(lost.refusal?.code, "azals.never-received")
    }).pipe(forCompany)
  )

  it.effect("that was refused keeps the provider's own words, and may be asked for again", () =>
    Effect.gen(function* () {
      yield* replies(answers(422, { code: "NO_FUNDS", text: "Solde insuffisant" }))
      const key = uuidV7()
      const intent = yield* opened(key)
      yield* perform(intent)
      const refused = yield* nowOf(intent)
      assert.strictEqual(refused.refusal?.code, "NO_FUNDS")
      assert.include(refused.refusal?.fr ?? "", "Solde insuffisant")
      assert.notStrictEqual((yield* opened(key)).id, intent.id)
    }).pipe(forCompany)
  )

  it.effect("that did not leave is tried again, and refused when that goes on for hours", () =>
    Effect.gen(function* () {
      yield* replies(answers(429))
      const intent = yield* opened()
      const waiting = yield* perform(intent)
      assert.deepInclude(waiting._tag === "Failure" ? waiting.failure : {}, {
        code: "providers.not-sent",
        retryable: true
      })
      assert.deepInclude(yield* nowOf(intent), { state: "created", sentAt: null })
      yield* replies(answers(401))
      assert.strictEqual((yield* perform(intent, 2))._tag, "Failure")
      yield* perform(intent, performIntentKind.maxAttempts)
      assert.strictEqual((yield* nowOf(intent)).refusal?.code, "azals.gave-up")
      assert.deepStrictEqual(yield* endsOf(intent), ["Refused"])
    }).pipe(forCompany)
  )

  it.effect("waits while its connection is disabled", () =>
    Effect.gen(function* () {
      yield* replies(answers(200, { ref: "pay-4", status: "done" }))
      const intent = yield* opened()
      const { connectionId } = intent
      yield* setConnectionState(connectionId, 1, "disabled")
      const waiting = yield* perform(intent)
      assert.deepInclude(waiting._tag === "Failure" ? waiting.failure : {}, {
        code: "providers.connection-disabled"
      })
      assert.strictEqual((yield* callsFor(intent)).paid, 0)
      yield* setConnectionState(connectionId, 2, "enabled")
      yield* perform(intent, 2)
      assert.strictEqual((yield* nowOf(intent)).state, "succeeded")
    }).pipe(forCompany)
  )

  it.effect("sent by two workers at the same time leaves once", () =>
    Effect.gen(function* () {
      yield* replies(answers(200, { ref: "pay-5", status: "done" }))
      const intent = yield* opened()
      yield* Effect.all([perform(intent), perform(intent), perform(intent)], { concurrency: 3 })
      assert.strictEqual((yield* callsFor(intent)).paid, 1)
      if ((yield* nowOf(intent)).state === "unknown") yield* settle(intent)
      assert.strictEqual((yield* nowOf(intent)).state, "succeeded")
    }).pipe(forCompany)
  )

  it.effect("is one for one business operation, also when many ask at the same time", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* fakeConnection
      const wanted = { connectionId, businessKey: "invoice-1", amount: money(1200n, EUR), payload: order }
      const many = yield* Effect.all(
        Array.from({ length: 8 }, () => openIntent(payKind, wanted)),
        { concurrency: 8 }
      )
      assert.strictEqual(new Set(many.map(({ id }) => id)).size, 1)
      const other = yield* Effect.flip(
        openIntent(payKind, { ...wanted, payload: { ...order, amount: "13.00" } })
      )
      assert.deepInclude(other, { _tag: "IntentConflict", state: "created" })
      const dearer = yield* Effect.flip(openIntent(payKind, { ...wanted, amount: money(1300n, EUR) }))
      assert.strictEqual(dearer._tag, "IntentConflict")
    }).pipe(forCompany)
  )

  it.effect("is refused at once without the capability, the connection or the right", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* fakeConnection
      const wanted = { connectionId, businessKey: "invoice-2", amount: null, payload: order }
      assert.strictEqual((yield* Effect.flip(openIntent(cardKind, wanted)))._tag, "NotSupported")
      const powerless = Effect.updateService(openIntent(payKind, wanted), TenantScope, (scope) => ({
        ...scope,
        permissions: new Set<never>()
      }))
      assert.strictEqual((yield* Effect.flip(powerless))._tag, "PermissionDenied")
      yield* setConnectionState(connectionId, 1, "disabled")
      assert.strictEqual((yield* Effect.flip(openIntent(payKind, wanted)))._tag, "ConnectionDisabled")
      const stranger = Effect.flip(openIntent(payKind, wanted)).pipe(forCompany)
      assert.strictEqual((yield* stranger)._tag, "NotFound")
    }).pipe(forCompany)
  )

  it.effect("can be gone on with until it has ended, also when its job was cancelled", () =>
    Effect.gen(function* () {
      yield* replies(answers(200, { ref: "pay-6", status: "done" }))
      const intent = yield* opened()
      yield* requestSettlement(intent.id)
      yield* perform(intent)
      const over = yield* Effect.flip(requestSettlement(intent.id))
      assert.deepInclude(over, { _tag: "IllegalTransition", from: "succeeded", allowed: [] })
      const other = yield* opened()
      yield* Effect.flatMap(ProviderIntents, ({ take }) => take(other.id, { _tag: "Sent" }))
      yield* requestSettlement(other.id)
      yield* perform(other)
      assert.strictEqual((yield* nowOf(other)).state, "unknown")
      const before = yield* settlements
      yield* requestSettlement(other.id)
      assert.strictEqual(yield* settlements, before + 1)
    }).pipe(forCompany)
  )

  const refusal = { code: "x", fr: "x", en: "x" }
  const steps: Readonly<Record<IntentState, IntentStep>> = {
    created: { _tag: "Unsent" },
    sent: { _tag: "Sent" },
    unknown: { _tag: "Unknown" },
    succeeded: { _tag: "Succeeded", providerReference: null, outcome: {} },
    refused: { _tag: "Refused", refusal }
  }
  const ways: Readonly<Record<IntentState, ReadonlyArray<IntentState>>> = {
    created: [],
    sent: ["sent"],
    unknown: ["sent", "unknown"],
    succeeded: ["sent", "succeeded"],
    refused: ["sent", "refused"]
  }

  it.effect.each(IntentState.literals.flatMap((from) => IntentState.literals.map((to) => ({ from, to }))))(
    "goes from $from to $to only where the table says so",
    ({ from, to }) =>
      Effect.gen(function* () {
        const intents = yield* ProviderIntents
        const { id } = yield* opened()
        for (const state of ways[from]) yield* intents.take(id, steps[state])
        const taken = yield* intents.take(id, steps[to])
        assert.strictEqual(Option.isSome(taken), from !== to && intentTransitions[from].includes(to))
        assert.strictEqual((yield* intents.byId(id)).state, Option.isSome(taken) ? to : from)
      }).pipe(forCompany)
  )

  it.effect("that was sent is not sent again, whatever the code says: the database refuses it", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const intents = yield* ProviderIntents
      const { id } = yield* opened()
      for (const state of ways.unknown) yield* intents.take(id, steps[state])
      const again = statements(
        ({ sql, tenantId }) =>
          sql`update azals.provider_intent set state = 'sent' where tenant_id = ${tenantId} and id = ${id}`
      )
      assert.strictEqual((yield* Effect.exit(again))._tag, "Failure")
      assert.strictEqual((yield* intents.byId(id)).state, "unknown")
    }).pipe(forCompany)
  )
})
