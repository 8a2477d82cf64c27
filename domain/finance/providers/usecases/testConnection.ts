import { DateTime, Effect } from "effect"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import type { Texts } from "../../../shared/Language.ts"
import { type ConnectionId, failureText, testConnectionKind } from "../model/index.ts"
import { openConnection } from "./openConnection.ts"

/** Asks for a test of the connection; the worker makes it, and its end stands on the connection. */
export const requestConnectionTest = Effect.fn("providers.requestConnectionTest")(function* (
  id: ConnectionId
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      yield* connections.find(id)
      return { jobId: yield* requestJob(testConnectionKind, { connectionId: id }) }
    })
  )
})

/** The work of `providers.test-connection`: the least question that shows the credentials to work. */
export const testConnection = jobHandler(testConnectionKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const connections = yield* ProviderConnections
    const ended = yield* probe(connectionId).pipe(
      Effect.as({ ok: true, code: "ok", ...answered }),
      Effect.catch((failure) => Effect.succeed({ ok: false, code: failure._tag, ...textOf(failure) }))
    )
    const test = { ...ended, at: yield* DateTime.now }
    yield* connections.tested(connectionId, test)
    return { ok: test.ok, code: test.code }
  })
)

const probe = Effect.fnUntraced(function* (id: ConnectionId) {
  const adapters = yield* ProviderAdapters
  const connection = yield* openConnection(id, "asking")
  const adapter = adapters.get(connection.provider)
  if (adapter === undefined) return yield* Effect.fail({ _tag: "NoAdapter" } as const)
  yield* adapter.probe(connection)
})

const answered: Texts = { fr: "Le fournisseur a répondu.", en: "The provider answered." }

const textOf = (failure: Effect.Error<ReturnType<typeof probe>>): Texts => {
  switch (failure._tag) {
    case "CredentialsRefused":
    case "NotSupported":
    case "ProviderRefused":
    case "ProviderUnavailable":
      return failureText(failure)
    case "NoAdapter":
      return {
        fr: "Le service ne sait pas encore appeler ce fournisseur.",
        en: "The service cannot call this provider yet."
      }
    case "VaultClosed":
      return {
        fr: "Les identifiants ne peuvent pas être ouverts : la clé maîtresse du service manque.",
        en: "The credentials cannot be opened: the service lacks its master key."
      }
    case "SealBroken":
      return {
        fr: "Les identifiants enregistrés sont altérés : donnez-les à nouveau.",
        en: "The stored credentials are damaged: give them again."
      }
    case "ConnectionDisabled":
    case "NotFound":
      return { fr: "La connexion n'est pas utilisable.", en: "The connection cannot be used." }
  }
}
