import { Effect, Layer, Option } from "effect"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import type { NewTransfer, ProviderAccount, TransferId } from "../../../domain/finance/banking/model/index.ts"
import {
  accountAppliers,
  applyBatchConsent,
  applyConsent,
  applyTransaction,
  batchPerformers,
  checkPayee,
  createTransfer,
  followTransfer,
  postTransfer,
  transferPerformers
} from "../../../domain/finance/banking/usecases/index.ts"
import { appliedByFirst } from "../../../domain/finance/notifications/model/index.ts"
import { IntentId, type IntentPerformer } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../ports/finance/Transfers.ts"
import { attempt } from "../providers/intentWorld.ts"
import { bankConnection, bankWorld, sync } from "./bankWorld.ts"
import { decideConsent } from "./swanWorld.ts"

const performers = [...transferPerformers, ...batchPerformers]

type PortsOf<Performer> = Performer extends IntentPerformer<infer R> ? R : never

/** Everything that a worker has for transfers, with the simulator of Swan. */
export const transferWorld = Layer.mergeAll(
  IntentPerformers.layer<PortsOf<(typeof performers)[number]>>(performers),
  NotificationAppliers.layer([
    applyTransaction,
    appliedByFirst(applyConsent, applyBatchConsent),
    ...accountAppliers
  ]),
  NotificationSchemes.layer([swanNotifications])
).pipe(Layer.provideMerge(bankWorld))

/** A connection of the acting company whose accounts were read, and its account with money. */
export const companyAtSwan = Effect.gen(function* () {
  const connection = yield* bankConnection
  yield* sync(connection.id)
  return {
    connection,
    account: yield* accountNamed("Compte principal"),
    other: yield* accountNamed("Compte de réserve")
  }
})

const accountNamed = (wanted: string) =>
  Effect.gen(function* () {
    const { list } = yield* ProviderAccounts
    const found = (yield* list(10, Option.none())).find(({ name }) => name === wanted)
    return found === undefined ? yield* Effect.die(`no account ${wanted}`) : found
  })

/** A transfer that was asked for, and whose payee was checked. */
export const checked = (account: ProviderAccount, part: Partial<NewTransfer> = {}) =>
  Effect.gen(function* () {
    const { id } = yield* createTransfer({
      providerAccountId: account.id,
      payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
      route: "sepa",
      amount: money(120_000n, EUR),
      label: "Facture F-2026-001",
      speed: "regular",
      consentReturnUrl: "https://erp.example.fr/transfers",
      ...part
    })
    yield* check(id)
    return yield* transferNow(id)
  })

/** The same, sent: it waits for a consent when nothing went wrong. */
export const sent = (account: ProviderAccount, part: Partial<NewTransfer> = {}) =>
  Effect.gen(function* () {
    const { id } = yield* checked(account, part)
    yield* send(id)
    return yield* transferNow(id)
  })

/** The same, consented to and read again. */
export const consented = (account: ProviderAccount, part: Partial<NewTransfer> = {}) =>
  Effect.gen(function* () {
    const { consent, id } = yield* sent(account, part)
    yield* decideConsent(consent?.url ?? "", "accept")
    yield* follow(id)
    return yield* transferNow(id)
  })

export const transferNow = (id: TransferId) => Effect.flatMap(Transfers, ({ find }) => find(id))

export const check = (transferId: TransferId) => checkPayee.run({ transferId }, attempt(1))

export const follow = (transferId: TransferId) => followTransfer.run({ transferId }, attempt(1))

export const post = (transferId: TransferId) => postTransfer.run({ transferId }, attempt(1))

/** One attempt at sending the order, as a worker makes it. */
export const send = (id: TransferId) =>
  Effect.flatMap(intentOf(id), (intentId) => performIntent.run({ intentId }, attempt(1)))

export const settle = (id: TransferId) =>
  Effect.flatMap(intentOf(id), (intentId) => settleIntent.run({ intentId }, attempt(1)))

export const intentOf = (id: TransferId) =>
  Effect.map(transferNow(id), ({ intentId }) => IntentId.make(intentId ?? ""))
