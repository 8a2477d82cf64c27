import { Context, Layer } from "effect"
import type { NotificationScheme } from "../../domain/finance/notifications/model/index.ts"
import type { ProviderName } from "../../domain/finance/providers/model/index.ts"

/** How the notifications of each provider are proven and read: every process has all of them. */
export class NotificationSchemes extends Context.Service<
  NotificationSchemes,
  ReadonlyMap<ProviderName, NotificationScheme>
>()("azals/ports/finance/NotificationSchemes") {
  static readonly layer = (schemes: ReadonlyArray<NotificationScheme>) =>
    Layer.succeed(NotificationSchemes, new Map(schemes.map((scheme) => [scheme.provider, scheme])))
}
