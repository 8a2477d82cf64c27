import { Redacted } from "effect"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"

const most = 1000

/**
 * The connections behind the addresses that were used lately, with their secrets, so that a notification costs one
 * round trip. Plain data: a Worker's requests may share it. The database confirms each use by the connection's version.
 */
export const knownConnections = () => {
  const known = new Map<string, OpenConnection>()
  return {
    get: (address: Redacted.Redacted) => known.get(Redacted.value(address)),
    forget: (address: Redacted.Redacted) => void known.delete(Redacted.value(address)),
    keep: (address: Redacted.Redacted, connection: OpenConnection) => {
      if (known.size >= most) for (const oldest of [...known.keys()].slice(0, most / 10)) known.delete(oldest)
      known.set(Redacted.value(address), connection)
    }
  }
}
