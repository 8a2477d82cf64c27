import { type Duration, Effect, Layer, Option, Result } from "effect"
import type { LookupFunction } from "node:net"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import {
  checkReceiver,
  isPublicAddress,
  publicReceivers
} from "../../domain/platform/webhooks/model/index.ts"
import { DocumentNotFetched, ProviderDocuments } from "../../ports/platform/ProviderDocuments.ts"
import { dnsLookup } from "./checkedLookup.ts"
import { type Download, download } from "./download.ts"

export interface DocumentOptions {
  /** The origins of the simulators, by provider: each is an exception for its provider's simulated connections alone. */
  readonly simulators: Readonly<Record<string, string | undefined>>
  /** Bytes that a document may have; 16 MiB unless told. */
  readonly most?: number
  /** How long all of it may take; a minute unless told. */
  readonly timeout?: Duration.Input
  readonly lookup?: (allowed: (address: string) => boolean) => LookupFunction
}

/**
 * `ProviderDocuments` over Node's own HTTP client: HTTPS to an address of the public internet, checked for the very
 * connection that is made; no redirect is followed; size and time have a limit.
 */
export const providerDocumentsLayer = (options: DocumentOptions) =>
  Layer.succeed(
    ProviderDocuments,
    ProviderDocuments.of({
      fetch: (connection, address) =>
        Option.match(placeOf(options, connection, address), {
          onNone: () => Effect.fail(new DocumentNotFetched({ reason: "address-refused" })),
          onSome: (place) =>
            download({ ...place, most: options.most ?? 16 * 1024 * 1024 }).pipe(
              Effect.timeoutOrElse({
                duration: options.timeout ?? "1 minute",
                orElse: () => Effect.fail(new DocumentNotFetched({ reason: "timed-out" }))
              })
            )
        })
    })
  )

/** Where the document is, when it may be asked for there. A simulated connection reaches its simulator and nothing else. */
const placeOf = (
  { lookup = dnsLookup, simulators }: DocumentOptions,
  { environment, provider }: Pick<OpenConnection, "environment" | "provider">,
  address: string
): Option.Option<Pick<Download, "lookup" | "url">> => {
  if (environment !== "simulation") {
    return Option.map(Result.getSuccess(checkReceiver(address, publicReceivers)), (url) => ({
      url,
      lookup: lookup(isPublicAddress)
    }))
  }
  const url = URL.parse(address)
  const simulator = simulators[provider]
  return url !== null && simulator !== undefined && url.origin === simulator
    ? Option.some({ url, lookup: undefined })
    : Option.none()
}
