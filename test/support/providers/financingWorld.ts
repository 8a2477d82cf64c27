import { Context, Effect, Layer, Option, Redacted, Schema } from "effect"
import { defactoAdapter } from "../../../adapters/defacto/defactoAdapter.ts"
import { defactoDefinition } from "../../../adapters/defacto/definition.ts"
import { defactoNotifications } from "../../../adapters/defacto/notifications.ts"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import {
  type AdvanceDecision,
  type AdvanceId,
  type FinancedInvoiceId,
  NewAdvance,
  NewFinancedInvoice
} from "../../../domain/finance/financing/model/index.ts"
import {
  applyAdvance,
  applyFinancedInvoice,
  applyFinancingPayment,
  decideAdvance,
  decideAdvancePerformer,
  enrolBorrowerPerformer,
  correctInvoicePerformer,
  presentInvoicePerformer,
  requestAdvancePerformer,
  withdrawInvoicePerformer
} from "../../../domain/finance/financing/usecases/index.ts"
import { type ConnectionId, ProviderName } from "../../../domain/finance/providers/model/index.ts"
import {
  connectProvider,
  performIntent,
  settleIntent
} from "../../../domain/finance/providers/usecases/index.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { defactoSimulator } from "../../../simulators/defacto/defactoSimulator.ts"
import type { Book } from "../../../simulators/defacto/book.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { masterKeysForTests } from "../hosts.ts"
import { attempt } from "./intentWorld.ts"
import { serviceUrl } from "../database.ts"

const served = Effect.gen(function* () {
  const books = new Map<string, Book>()
  return { ...(yield* serveSimulator(defactoSimulator(books))), books }
})

/** The simulated financer of a test file. */
export class Financer extends Context.Service<Financer, Effect.Success<typeof served>>()("test/Financer") {}

const performers = IntentPerformers.layer([
  enrolBorrowerPerformer,
  correctInvoicePerformer,
  presentInvoicePerformer,
  withdrawInvoicePerformer,
  requestAdvancePerformer,
  decideAdvancePerformer
])

/** Everything that a worker has for financing, with the simulator of Defacto as its one provider. */
export const financingWorld = Layer.suspend(() =>
  Layer.mergeAll(
    NotificationAppliers.layer([applyAdvance, applyFinancedInvoice, applyFinancingPayment]),
    NotificationSchemes.layer([defactoNotifications]),
    ProviderDefinitions.layer([defactoDefinition]),
    sealedSecretsLayer(masterKeysForTests)
  ).pipe(
    Layer.provideMerge(performers),
    Layer.provideMerge(
      Layer.unwrap(Effect.map(Financer, ({ url }) => ProviderAdapters.layer([defactoAdapter(url)])))
    ),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, Layer.effect(Financer, served)))
  )
)

/** A connection of the acting company, with an API key, and so a book at the simulator, of its own. */
export const defactoConnection = Effect.gen(function* () {
  const apiKey = `key-${uuidV7()}`
  const { id } = yield* connectProvider(
    { provider: ProviderName.make("defacto"), environment: "simulation", label: "Defacto", settings: {} },
    Redacted.make({ apiKey })
  )
  return { id, apiKey }
})

const company = (number: string) => ({ scheme: "siren", number, name: "Lemaire" }) as const

export const invoiceFor = (connectionId: ConnectionId, number: string): NewFinancedInvoice =>
  NewFinancedInvoice.make({
    connectionId,
    number,
    seller: company("732829320"),
    buyer: company("552100554"),
    issuedOn: LocalDate.make("2026-01-31"),
    dueOn: LocalDate.make("2026-03-31"),
    net: money(40_000n, EUR),
    vat: money(8_000n, EUR),
    total: money(48_000n, EUR),
    document: "JVBERi0xLjQKJSVFT0YK"
  })

export const advanceOn = (financedInvoiceId: FinancedInvoiceId, part: Partial<NewAdvance> = {}): NewAdvance =>
  NewAdvance.make({
    financedInvoiceId,
    borrower: company("732829320"),
    line: null,
    amount: money(40_000n, EUR),
    payToIban: Iban.make("FR1420041010050500013M02606"),
    payOn: LocalDate.make("2026-02-03"),
    repayOn: LocalDate.make("2026-03-31"),
    ...part
  })

/** Does what the worker would do for all open intents of the company: sends what was created, asks for what is unknown. */
export const workAtIntents = Effect.gen(function* () {
  const { list } = yield* ProviderIntents
  for (const intent of yield* list({ state: Option.none(), after: Option.none(), limit: 50 })) {
    if (intent.state === "created" || intent.state === "sent") {
      yield* Effect.result(performIntent.run({ intentId: intent.id }, attempt(1)))
    } else if (intent.state === "unknown") {
      yield* Effect.result(settleIntent.run({ intentId: intent.id }, attempt(1)))
    }
  }
})

/** Moves the simulated financer's day for one company. */
export const dayAtFinancer = (apiKey: string, to: string) => tellFinancer(apiKey, "/simulation/time", { to })

/** Tells the simulated financer something, as one company. */
export const tellFinancer = (apiKey: string, path: string, body: object) =>
  Effect.flatMap(Financer, ({ url }) =>
    Effect.promise(() =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}` },
        body: JSON.stringify(body)
      })
    )
  )

/** What the financer has of one company, straight from it. */
export const atFinancer = (apiKey: string, path: string) =>
  Effect.flatMap(Financer, ({ url }) =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } })
      return Schema.decodeUnknownSync(Listed)(await answer.json()).data
    })
  )

const Listed = Schema.Struct({ data: Schema.Array(Schema.Unknown) })

/** What the financer has notified one company of since this was asked last, as it would deliver it. */
export const notifiedOf = (apiKey: string) =>
  Effect.map(Financer, ({ books }) => {
    const waiting = books.get(apiKey)?.notifications.splice(0) ?? []
    return waiting.map((one) => ({ headers: {}, body: new TextEncoder().encode(JSON.stringify(one)) }))
  })

/** Decides on an advance as somebody who has just read it. */
export const decided = (id: AdvanceId, decision: AdvanceDecision) =>
  Effect.gen(function* () {
    const { advance } = yield* Financings
    const { version } = yield* Effect.orDie(advance(id))
    return yield* decideAdvance(id, version, decision)
  })
