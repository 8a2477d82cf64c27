import { Effect, Option, Redacted } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  capabilities,
  capabilityText,
  ConnectionId,
  IntentId,
  portOf,
  type ProviderDefinition
} from "../../../domain/finance/providers/model/index.ts"
import {
  connectProvider,
  requestConnectionTest,
  requestSettlement,
  rotateSecrets,
  setConnectionState,
  enableConnection
} from "../../../domain/finance/providers/usecases/index.ts"
import { CurrentLanguage, type Language } from "../../../domain/shared/Language.ts"
import { ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const providersHandlers = HttpApiBuilder.group(Api, "providers", (handlers) =>
  handlers.handleAll({
    providers: () =>
      Effect.gen(function* () {
        const language = yield* CurrentLanguage
        const known = yield* ProviderDefinitions
        return [...known.values()].map((definition) => described(definition, language))
      }),
    connections: ({ query }) =>
      Effect.flatMap(ProviderConnections, ({ list }) =>
        pageOf(connectionCursor, query, idOf<ConnectionId>, list)
      ),
    connect: ({ payload: { secrets, ...wanted } }) => connectProvider(wanted, Redacted.make(secrets)),
    connection: ({ params }) => Effect.flatMap(ProviderConnections, ({ find }) => find(params.connectionId)),
    rotateSecrets: ({ headers, params, payload }) =>
      rotateSecrets(params.connectionId, versionOf(headers["if-match"]), Redacted.make(payload.secrets)),
    enableConnection: ({ headers, params }) =>
      enableConnection(params.connectionId, versionOf(headers["if-match"])),
    disableConnection: ({ headers, params }) =>
      setConnectionState(params.connectionId, versionOf(headers["if-match"]), "disabled"),
    testConnection: ({ params }) => requestConnectionTest(params.connectionId),
    intents: ({ query: { state, ...page } }) =>
      Effect.flatMap(ProviderIntents, ({ list }) =>
        pageOf(intentCursor, page, idOf<IntentId>, (limit, after) =>
          list({ limit, after, state: Option.fromUndefinedOr(state) })
        )
      ),
    intent: ({ params }) => Effect.flatMap(ProviderIntents, ({ byId }) => byId(params.intentId)),
    settleIntent: ({ params }) => requestSettlement(params.intentId)
  })
)

const connectionCursor = cursorOf(ConnectionId)
const intentCursor = cursorOf(IntentId)

const idOf = <I>({ id }: { readonly id: I }) => id

/** What is known of a provider, in the reader's language: also what its kind of provider could do and it does not. */
const described = (definition: ProviderDefinition, language: Language) => {
  const field = ({ label, name, optional }: ProviderDefinition["settings"][number]) => ({
    name,
    label: label[language],
    optional: optional === true
  })
  return {
    name: definition.name,
    title: definition.title,
    environments: definition.environments,
    startsDisabled: definition.startsDisabled?.[language] ?? null,
    settings: definition.settings.map(field),
    secrets: definition.secrets.map(field),
    capabilities: capabilities
      .filter((name) => definition.ports.includes(portOf(name)))
      .map((name) => ({
        name,
        text: capabilityText(name)[language],
        supported: definition.capabilities.has(name)
      })),
    unknown: definition.unknown.map((text) => text[language])
  }
}
