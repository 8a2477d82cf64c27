import { Context, type DateTime, Effect, Layer } from "effect"
import type { ExpectedNotification } from "../../domain/finance/notifications/model/index.ts"
import type {
  AskFailure,
  OpenConnection,
  ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { BankingProvider } from "./BankingProvider.ts"
import type { CardIssuer } from "./CardIssuer.ts"
import type { CreditProvider } from "./CreditProvider.ts"
import type { InvoiceFinancing } from "./InvoiceFinancing.ts"
import type { PaymentGateway } from "./PaymentGateway.ts"

/** One provider behind the ports that it answers for. A port that it does not have is a capability that it lacks. */
export interface ProviderAdapter {
  readonly definition: ProviderDefinition
  /** Asks the least that shows the credentials to work; it changes nothing. */
  readonly probe: (connection: OpenConnection) => Effect.Effect<void, AskFailure, TenantScope>
  /** What it should have notified since then, at least; absent where it keeps nothing that tells. */
  readonly expectedSince?: (
    connection: OpenConnection,
    since: DateTime.Utc
  ) => Effect.Effect<ReadonlyArray<ExpectedNotification>, AskFailure, TenantScope>
  readonly banking?: BankingProvider
  readonly payments?: PaymentGateway
  readonly financing?: InvoiceFinancing
  readonly credit?: CreditProvider
  readonly cards?: CardIssuer
}

/** The providers that this process can call: the worker alone has them. */
export class ProviderAdapters extends Context.Service<
  ProviderAdapters,
  ReadonlyMap<ProviderName, ProviderAdapter>
>()("azals/ports/finance/ProviderAdapters") {
  /** Each adapter is made once, with the ports that it needs. Dies when two answer for one provider. */
  static readonly layer = <R>(adapters: ReadonlyArray<Effect.Effect<ProviderAdapter, never, R>>) =>
    Layer.effect(
      ProviderAdapters,
      Effect.flatMap(Effect.all(adapters), (made) =>
        byName(made.map((adapter) => [adapter.definition.name, adapter] as const))
      )
    )
}

/** The providers that the service knows of: every process that takes requests has them. */
export class ProviderDefinitions extends Context.Service<
  ProviderDefinitions,
  ReadonlyMap<ProviderName, ProviderDefinition>
>()("azals/ports/finance/ProviderDefinitions") {
  static readonly layer = (definitions: ReadonlyArray<ProviderDefinition>) =>
    Layer.effect(
      ProviderDefinitions,
      byName(definitions.map((definition) => [definition.name, definition] as const))
    )

  /** Those of the providers that this process can call. */
  static readonly layerOfAdapters = Layer.effect(
    ProviderDefinitions,
    Effect.flatMap(ProviderAdapters, (adapters) =>
      byName([...adapters].map(([name, { definition }]) => [name, definition] as const))
    )
  )
}

const byName = <A>(named: ReadonlyArray<readonly [ProviderName, A]>) => {
  const known = new Map(named)
  return known.size === named.length
    ? Effect.succeed(known)
    : Effect.die(`two of one provider: ${named.map(([name]) => name).join(", ")}`)
}
