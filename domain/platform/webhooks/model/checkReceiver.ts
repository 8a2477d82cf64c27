import { Result } from "effect"
import { ReceiverRefused } from "./errors.ts"
import { isAddress, isLoopbackAddress, isPublicAddress } from "./publicAddress.ts"

export interface ReceiverLimits {
  /** Receivers on this very machine are allowed, over plain HTTP and at any port: for tests and the demo. */
  readonly loopback: boolean
  /** The ports at which receivers of the public internet may listen. */
  readonly ports: ReadonlyArray<number>
}

/** What receivers are unless the service is told otherwise: of the public internet, at the ports of HTTPS. */
export const publicReceivers: ReceiverLimits = { loopback: false, ports: [443, 8443] }

/**
 * The receiver's address, when it may be one by what it says: https, no credentials, a port of HTTPS, and a name or a
 * public IP address. Where a name leads is checked when a connection is made, each time.
 */
export const checkReceiver = (
  address: string,
  { loopback, ports }: ReceiverLimits
): Result.Result<URL, ReceiverRefused> => {
  const refused = (reason: ReceiverRefused["reason"]) => Result.fail(new ReceiverRefused({ reason }))
  const url = URL.parse(address)
  if (url === null || url.host === "") return refused("not-an-address")
  if (url.username !== "" || url.password !== "") return refused("credentials")
  if (url.hash !== "") return refused("fragment")
  const host = hostOf(url)
  if (loopback && (isLoopbackAddress(host) || host === "localhost") && /^https?:$/.test(url.protocol)) {
    return Result.succeed(url)
  }
  if (url.protocol !== "https:") return refused("not-https")
  if (!loopback && !ports.includes(Number(url.port === "" ? 443 : url.port))) return refused("port")
  return isAddress(host) ? onlyIf(isPublicAddress(host), url) : onlyIf(isPublicName(host), url)
}

/** The host without the brackets of an IPv6 address: `URL` has already made one spelling of the many that IPv4 has. */
export const hostOf = ({ hostname }: URL): string => hostname.replaceAll(/^\[|\]$/g, "")

const onlyIf = (isPublic: boolean, url: URL): Result.Result<URL, ReceiverRefused> =>
  isPublic ? Result.succeed(url) : Result.fail(new ReceiverRefused({ reason: "not-public" }))

/** Names that only a private network resolves: RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`. */
const isPublicName = (host: string): boolean => {
  const name = host.replace(/\.$/, "")
  return (
    name.includes(".") && !/(?:^|\.)(?:localhost|local|internal|home\.arpa|onion|test|invalid)$/.test(name)
  )
}
