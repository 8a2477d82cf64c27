/**
 * Whether an IP address, as text, is one of the public internet. Everything else is refused: private, loopback,
 * link-local, shared, documentation, multicast and reserved addresses, and those that carry an IPv4 address of which
 * nobody knows where it leads (mapped, NAT64, 6to4, Teredo). What is no address is not public either.
 * Source: IANA special-purpose address registries for IPv4 and IPv6.
 */
export const isPublicAddress = (text: string): boolean => {
  const v4 = bitsOfV4(text)
  if (v4 !== undefined) return !refusedV4.some((block) => within(v4, block, 32n))
  const v6 = bitsOfV6(text)
  return v6 !== undefined && within(v6, globalUnicast, 128n) && !refusedV6.some((b) => within(v6, b, 128n))
}

/** Whether it is an address of this machine itself. */
export const isLoopbackAddress = (text: string): boolean => {
  const v4 = bitsOfV4(text)
  return v4 === undefined ? bitsOfV6(text) === 1n : v4 >> 24n === 127n
}

/** Whether the text is an IP address at all, in the forms that `URL` and resolvers write. */
export const isAddress = (text: string): boolean =>
  bitsOfV4(text) !== undefined || bitsOfV6(text) !== undefined

interface Block {
  readonly start: bigint
  readonly length: bigint
}

const within = (bits: bigint, { length, start }: Block, size: bigint): boolean =>
  bits >> (size - length) === start >> (size - length)

/** Four decimal numbers without leading zeros: other spellings mean different things to different programs. */
const bitsOfV4 = (text: string): bigint | undefined => {
  const parts = text.split(".")
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part))) return undefined
  const bytes = parts.map(BigInt)
  return bytes.every((byte) => byte < 256n) ? joined(bytes, 8n) : undefined
}

/** RFC 4291, section 2.2: groups, one `::`, perhaps an IPv4 address at the end; a zone is refused. */
const bitsOfV6 = (text: string): bigint | undefined => {
  const halves = text.split("::")
  const [head = [], tail] = halves.map(groupsOf)
  if (halves.length > 2 || head === undefined) return undefined
  if (halves.length === 1) return head.length === 8 ? joined(head, 16n) : undefined
  if (tail === undefined || head.length + tail.length > 7) return undefined
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0n)
  return joined([...head, ...zeros, ...tail], 16n)
}

const groupsOf = (half: string): ReadonlyArray<bigint> | undefined => {
  if (half === "") return []
  const groups: Array<bigint> = []
  const parts = half.split(":")
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 ? bitsOfV4(part) : undefined
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}

const joined = (parts: ReadonlyArray<bigint>, width: bigint): bigint =>
  parts.reduce((bits, part) => (bits << width) | part, 0n)

const block = (text: string): Block => {
  const [start = "", length = ""] = text.split("/")
  return { start: bitsOfV4(start) ?? bitsOfV6(start) ?? 0n, length: BigInt(length) }
}

const globalUnicast = block("2000::/3")

const refusedV4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by carriers
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, and the metadata services of clouds
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.31.196.0/24", // AS112
  "192.52.193.0/24", // AMT relays
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "192.175.48.0/24", // AS112
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4" // reserved, and broadcast
].map(block)

const refusedV6 = [
  "2001::/23", // protocol assignments, with Teredo, ORCHID and benchmarks
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4
  "2620:4f:8000::/48", // AS112
  "3fff::/20" // documentation
].map(block)
