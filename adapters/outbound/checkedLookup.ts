import { Resolver } from "node:dns/promises"
import type { LookupAddress } from "node:dns"
import type { LookupFunction } from "node:net"

/** Every address of a name; empty when it has none. */
type Resolve = (name: string) => Promise<ReadonlyArray<string>>

/** One of a name's addresses is not to be connected to. */
class AddressRefused extends Error {
  readonly code = "AZALS_ADDRESS_REFUSED"
}

/** The name has no address, or nobody answers for it. */
class NameNotFound extends Error {
  readonly code = "AZALS_NAME_NOT_FOUND"
}

/**
 * Resolves for the connection that is being made, which goes to the very addresses that were checked here: a name that
 * answers otherwise a moment later gains nothing. One refused address refuses the name.
 */
export const checkedLookup = (resolve: Resolve, allowed: (address: string) => boolean): LookupFunction => {
  const look = async (...[name, options, answer]: Parameters<LookupFunction>) => {
    const addresses = await resolve(name).catch(() => none)
    const first = addresses[0]
    if (first === undefined) answer(new NameNotFound(name), [])
    else if (!addresses.every(allowed)) answer(new AddressRefused(name), [])
    else if (options.all === true) answer(null, addresses.map(withFamily))
    else answer(null, first, familyOf(first))
  }
  return (name, options, answer) => void look(name, options, answer)
}

const none: ReadonlyArray<string> = []

/** Asks the name servers without the threads that the rest of the process needs; the machine's hosts file is not read. */
const resolveByDns: Resolve = async (name) => {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []))
}

/** The same by those name servers: what is given to whatever connects for somebody else. */
export const dnsLookup = (allowed: (address: string) => boolean): LookupFunction =>
  checkedLookup(resolveByDns, allowed)

const withFamily = (address: string): LookupAddress => ({ address, family: familyOf(address) })

const familyOf = (address: string) => (address.includes(":") ? 6 : 4)
