import { Schema } from "effect"
import type { Environment } from "../../domain/finance/providers/model/index.ts"

/**
 * The hosts of a gateway in an environment: a test never reaches one that takes real money, nor the reverse. White
 * labels serve the live gateway; none is known to have a sandbox.
 */
export const gatewayHost = (environment: Environment): Schema.Codec<string> => hosts[environment]

/** Where the gateway is when the connection names no host. */
export const standardHost = { live: "secure.nmi.com", sandbox: "sandbox.nmi.com" } as const

const hostIn = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected }))

const hosts = {
  live: hostIn(
    /^(?:secure\.nmi\.com|secure\.networkmerchants\.com|(?![a-z0-9-]*sandbox)[a-z0-9-]{1,63}\.transactiongateway\.com)$/,
    "a live host: secure.nmi.com, secure.networkmerchants.com or [label].transactiongateway.com"
  ),
  sandbox: hostIn(/^sandbox\.nmi\.com$/, "a sandbox host: sandbox.nmi.com"),
  simulation: hostIn(/^(?!)/, "no host: a simulation runs beside the service")
} as const
