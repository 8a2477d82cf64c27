import { Redacted } from "effect"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"

const most = 1000

/** A connection and its address. */
export interface KnownConnection {
  readonly address: Redacted.Redacted
  readonly connection: OpenConnection
}

/**
 * The connections behind the addresses that were used lately, with their secrets, so that a notification costs one
 * round trip. Plain data: a Worker's requests may share it. The database confirms each use by the connection's version.
 */
export const knownConnections = () => {
  const known = new Map<string, KnownConnection>()
  return {
    get: (address: string) => known.get(address),
    forget: (address: string) => void known.delete(address),
    keep: (one: KnownConnection) => {
      if (known.size >= most) for (const oldest of [...known.keys()].slice(0, most / 10)) known.delete(oldest)
      known.set(Redacted.value(one.address), one)
    }
  }
}
