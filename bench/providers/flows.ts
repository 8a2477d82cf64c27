import { Clock, Duration, Effect, Option, Redacted } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { nmiDefinition } from "../../adapters/nmi/definition.ts"
import { swanDefinition } from "../../adapters/swan/definition.ts"
import type { ProviderAccount, TransferId } from "../../domain/finance/banking/model/index.ts"
import {
  checkPayee,
  createTransfer,
  followTransfer,
  postTransfer,
  syncAccounts
} from "../../domain/finance/banking/usecases/index.ts"
import type { PaymentId } from "../../domain/finance/payments/model/index.ts"
import { postOperation, takePayment } from "../../domain/finance/payments/usecases/index.ts"
import { type ConnectionId, IntentId } from "../../domain/finance/providers/model/index.ts"
import {
  connectProvider,
  performIntent,
  setConnectionState,
  settleIntent
} from "../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../domain/shared/Money.ts"
import { Payments } from "../../ports/finance/Payments.ts"
import { ProviderAccounts } from "../../ports/finance/ProviderAccounts.ts"
import { ProviderIntents } from "../../ports/finance/ProviderIntents.ts"
import { Transfers } from "../../ports/finance/Transfers.ts"
import { untilDone } from "./untilDone.ts"

/** The acting company's bank account and gateway, each with a project or merchant account of its own. */
export const connect = Effect.gen(function* () {
  const clientId = `client-${uuidV7()}`
  const securityKey = `key-${uuidV7()}`
  const swan = yield* connectProvider(
    {
      provider: swanDefinition.name,
      environment: "simulation",
      label: "Swan",
      settings: { userId: "user-1" }
    },
    Redacted.make({ clientId, clientSecret: "secret" })
  )
  yield* untilDone(syncAccounts, { connectionId: swan.id })
  const { list } = yield* ProviderAccounts
  const account = (yield* list(10, Option.none())).find(({ name }) => name === "Compte principal")
  if (account === undefined) return yield* Effect.die("the simulator has no main account")
  const nmi = yield* connectProvider(
    { provider: nmiDefinition.name, environment: "simulation", label: "NMI", settings: { dupSeconds: "0" } },
    Redacted.make({ securityKey })
  )
  const gateway = yield* setConnectionState(nmi.id, nmi.version, "enabled")
  return { clientId, securityKey, account, gateway: gateway.id }
})

/** A transfer from its order to its sending: the intent has an outcome, or nobody knows it. */
export const sendTransfer = Effect.fnUntraced(function* (account: ProviderAccount, cents: bigint) {
  const { id } = yield* createTransfer({
    providerAccountId: account.id,
    payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
    route: "sepa",
    amount: money(cents, EUR),
    label: "Facture F-2026-001",
    speed: "regular",
    consentReturnUrl: "https://erp.example.fr/transfers"
  })
  yield* untilDone(checkPayee, { transferId: id })
  const { find } = yield* Transfers
  const { intentId, state } = yield* find(id)
  if (intentId === null) return yield* Effect.fail(`a transfer is ${state} without an order`)
  yield* untilDone(performIntent, { intentId })
  return { id, intentId: IntentId.make(intentId) }
})

/** From the consent, which a person gives, to the entry in the books; what the bank never received is left. */
export const bookTransfer = Effect.fnUntraced(function* (id: TransferId) {
  const { find } = yield* Transfers
  const url = (yield* find(id)).consent?.url
  if (url === undefined) return
  yield* given(url)
  const booked = Effect.gen(function* () {
    yield* untilDone(followTransfer, { transferId: id })
    return (yield* find(id)).state
  })
  yield* Effect.repeat(Effect.delay(booked, "20 millis"), {
    until: (state) => state === "booked",
    times: 500
  })
  yield* untilDone(postTransfer, { transferId: id })
})

/** Gives the consent on the simulator's page, again when the page fails, as a person does. */
const given = (url: string) =>
  Effect.tryPromise(async () => {
    const body = new URLSearchParams({ decision: "accept" })
    const { status } = await fetch(url, { method: "POST", body, redirect: "manual" })
    if (status >= 400 && status !== 409) throw new Error(`the page of the consent answered ${status}`)
  }).pipe(Effect.retry({ times: 50 }))

export const sendPayment = Effect.fnUntraced(function* (connectionId: ConnectionId, cents: bigint) {
  const { operations, payment } = yield* takePayment({
    kind: "sale",
    connectionId,
    amount: money(cents, EUR),
    label: "Facture F-1",
    initiatedBy: "payer",
    token: `sim-${uuidV7()}`
  })
  const intentId = IntentId.make(operations.at(-1)?.intentId ?? "")
  yield* untilDone(performIntent, { intentId })
  return { id: payment.id, intentId }
})

export const bookPayment = Effect.fnUntraced(function* (id: PaymentId) {
  const { operations } = yield* Effect.flatMap(Payments, ({ find }) => find(id))
  for (const operation of operations) {
    yield* untilDone(postOperation, { paymentId: id, operationId: operation.id })
  }
})

/** Asks about an intent whose outcome is unknown, once: what is not there yet stays unknown. */
export const askOnce = (intentId: IntentId) =>
  Effect.flatMap(ProviderIntents, ({ byId }) =>
    Effect.flatMap(byId(intentId), ({ state }) =>
      state === "unknown" ? Effect.ignore(untilDone(settleIntent, { intentId }, 3)) : Effect.void
    )
  )

/** Asks until it is settled, sixteen minutes later by the clock: absence is believed by then. */
export const settleLater = (intentId: IntentId) =>
  Effect.gen(function* () {
    const { state } = yield* Effect.flatMap(ProviderIntents, ({ byId }) => byId(intentId))
    if (state === "unknown") yield* untilDone(settleIntent, { intentId }, 100)
  }).pipe(later)

const later = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Clock.Clock, (clock) => Effect.provideService(work, Clock.Clock, movedOn(clock)))

const ahead = Duration.toMillis("16 minutes")

const movedOn = (clock: Clock.Clock): Clock.Clock => ({
  currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + ahead,
  currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + ahead),
  currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + BigInt(ahead) * 1_000_000n,
  currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + BigInt(ahead) * 1_000_000n),
  monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
  monotonicTimeNanos: clock.monotonicTimeNanos,
  sleep: (duration) => clock.sleep(duration)
})
