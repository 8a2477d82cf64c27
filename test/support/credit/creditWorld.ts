import { Context, Effect, Layer, Option, Redacted } from "effect"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { solarisDefinition } from "../../../adapters/solaris/definition.ts"
import { solarisNotifications } from "../../../adapters/solaris/notifications.ts"
import { solarisAdapter } from "../../../adapters/solaris/solarisAdapter.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import {
  type CreditApplicationId,
  NewCreditApplication
} from "../../../domain/finance/financing/model/index.ts"
import {
  applyForCredit,
  confirmPayout,
  creditAppliers,
  creditPerformers,
  decideCredit,
  refreshCredit
} from "../../../domain/finance/financing/usecases/index.ts"
import { type ConnectionId, ProviderName } from "../../../domain/finance/providers/model/index.ts"
import { connectProvider, setConnectionState } from "../../../domain/finance/providers/usecases/index.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { newSolarisState, solarisSimulator } from "../../../simulators/solaris/solarisSimulator.ts"
import { headersOf } from "../../../simulators/solaris/webhooks.ts"
import { serviceUrl } from "../database.ts"
import { masterKeysForTests } from "../hosts.ts"
import { workAtIntents } from "../providers/financingWorld.ts"
import { attempt } from "../providers/intentWorld.ts"
import { solarisSettings } from "./creditRequests.ts"

const served = Effect.gen(function* () {
  const state = newSolarisState("notified")
  return { ...(yield* serveSimulator(solarisSimulator(state))), ...state }
})

/** The simulated lender of a test file: it notifies of payouts, and says nothing of them in its answers. */
export class Lender extends Context.Service<Lender, Effect.Success<typeof served>>()("test/Lender") {}

/** Everything that a worker has for credit, with the simulator of Solaris as its one provider. */
export const creditWorld = Layer.suspend(() =>
  Layer.mergeAll(
    NotificationAppliers.layer(creditAppliers),
    NotificationSchemes.layer([solarisNotifications]),
    ProviderDefinitions.layer([solarisDefinition]),
    sealedSecretsLayer(masterKeysForTests)
  ).pipe(
    Layer.provideMerge(IntentPerformers.layer(creditPerformers)),
    Layer.provideMerge(
      Layer.unwrap(Effect.map(Lender, ({ url }) => ProviderAdapters.layer([solarisAdapter(url)])))
    ),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, Layer.effect(Lender, served)))
  )
)

/** An enabled connection of the acting company, with a client, and so a book at the simulator, of its own. */
export const solarisConnection = Effect.gen(function* () {
  const clientId = `client-${uuidV7()}`
  const connected = yield* connectProvider(
    {
      provider: ProviderName.make("solaris"),
      environment: "simulation",
      label: "Solaris",
      settings: solarisSettings
    },
    Redacted.make({ clientId, clientSecret: "secret" })
  )
  const { id } = yield* setConnectionState(connected.id, connected.version, "enabled")
  return { id, clientId }
})

export const loanFor = (
  connectionId: ConnectionId,
  part: Partial<NewCreditApplication> = {}
): NewCreditApplication =>
  NewCreditApplication.make({
    connectionId,
    amount: money(1_200_000n, EUR),
    months: 12,
    nominalRate: "0.06",
    effectiveRate: "0.0617",
    purpose: "Machine à bois",
    payToName: "Menuiserie Lemaire",
    payToIban: Iban.make("FR1420041010050500013M02606"),
    contact: { name: "Claire Lemaire", phone: "+33123456789" },
    method: "constant_annuity",
    dayCount: "thirty_360",
    everyMonths: 1,
    consents: { terms: true, data: true, scoring: true },
    ...part
  })

export const applicationNow = (id: CreditApplicationId) =>
  Effect.flatMap(Credits, ({ application }) => Effect.orDie(application(id)))

export const refreshedCredit = (creditApplicationId: CreditApplicationId) =>
  Effect.andThen(refreshCredit.run({ creditApplicationId }, attempt(1)), applicationNow(creditApplicationId))

/** Decides as somebody who has just read the application. */
export const creditDecided = (id: CreditApplicationId, decision: Parameters<typeof decideCredit>[2]) =>
  Effect.flatMap(applicationNow(id), ({ version }) => decideCredit(id, version, decision))

/** The one loan that the company has. */
export const onlyLoan = Effect.flatMap(Credits, ({ loans }) =>
  Effect.flatMap(loans(Option.none(), 2), (all) => {
    const [loan] = all
    return loan === undefined || all.length > 1
      ? Effect.die(`one loan expected, not ${all.length}`)
      : Effect.succeed(loan)
  })
)

/** What the simulated lender has of one company. */
export const bookOf = (clientId: string) =>
  Effect.flatMap(Lender, ({ books }) => {
    const book = books.get(clientId)
    return book === undefined ? Effect.die(`${clientId} has never called`) : Effect.succeed(book)
  })

/** What the lender has notified one company of since this was asked last, as it would deliver it. */
export const lenderToldOf = (clientId: string) =>
  Effect.map(bookOf(clientId), ({ notifications }) =>
    notifications.splice(0).map((event) => ({
      headers: headersOf(event, { id: "s1", event_type: event.type, url: "", secret: "key" }),
      body: new TextEncoder().encode(event.body)
    }))
  )

/** Tells the simulated lender something, as one company. */
export const decideAtLender = (clientId: string, body: object) =>
  Effect.flatMap(Lender, ({ tokens, url }) =>
    Effect.promise(async () => {
      const [token] = [...tokens].find(([, client]) => client === clientId) ?? []
      const answer = await fetch(`${url}/simulation/decisions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body)
      })
      if (!answer.ok) throw new Error(await answer.text())
    })
  )

/** A loan of 12,000 euros at 6 % whose money the company saw on 15 January 2026. */
export const drawnLoan = Effect.gen(function* () {
  const { id: connectionId } = yield* solarisConnection
  const { id } = yield* applyForCredit(loanFor(connectionId))
  yield* workAtIntents
  yield* refreshedCredit(id)
  yield* creditDecided(id, "make-loan")
  yield* workAtIntents
  const { version } = yield* applicationNow(id)
  yield* confirmPayout(id, version, LocalDate.make("2026-01-15"))
  return yield* onlyLoan
})

/** Books of 2026 with a rule for each amount of a loan. */
export const loanBooks = Effect.gen(function* () {
  const { addJournal } = yield* Books
  const { add } = yield* PostingRules
  yield* loadChart()
  yield* addJournal({ code: "BQ", label: "Banque", kind: "bank" })
  yield* openFiscalYear({ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") })
  for (const [eventType, product, control, net, side] of [
    ["credit.disbursement", "PRINCIPAL", "512", "164", "debit"],
    ["credit.instalment", "PRINCIPAL", "512", "164", "credit"],
    ["credit.instalment", "INTEREST", "512", "661", "credit"],
    ["credit.repayment", "PRINCIPAL", "512", "164", "credit"],
    ["credit.repayment", "INTEREST", "512", "661", "credit"],
    ["credit.accrual", "INTEREST", "168", "661", "credit"]
  ] as const) {
    yield* add({
      eventType,
      product,
      journal: "BQ",
      controlAccount: AccountCode.make(control),
      netAccount: AccountCode.make(net),
      side
    })
  }
})
