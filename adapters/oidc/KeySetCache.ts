import { Clock, Effect, Option } from "effect"
import { type KeySet, readKeySet } from "./readKeySet.ts"

interface Kept {
  readonly keySet: KeySet | undefined
  /** When the keys were read, and when it was last tried. */
  readonly readAt: number
  readonly triedAt: number
}

const freshFor = 600_000
const usableFor = 3_600_000
const betweenTries = 10_000
const mostAddresses = 500

/**
 * Key sets by address, as data: no promise is kept, because in a Worker the promise of one request may not be awaited
 * in another. Keys are read again after ten minutes; while their provider is down the last ones serve for an hour.
 * One address is tried at most every ten seconds, also when tokens name keys that it does not have.
 */
export const makeKeySetCache = () => {
  const kept = new Map<string, Kept>()

  const read = (url: string, now: number, known: Kept | undefined) =>
    Effect.gen(function* () {
      if (known === undefined && kept.size >= mostAddresses) kept.clear()
      if (known?.keySet !== undefined) kept.set(url, { ...known, triedAt: now })
      const answer = yield* Effect.option(
        Effect.tapError(readKeySet(url), ({ reason }) =>
          Effect.logWarning("A key set could not be read", { url, reason })
        )
      )
      const entry = Option.match(answer, {
        onNone: () => ({ keySet: known?.keySet, readAt: known?.readAt ?? 0, triedAt: now }),
        onSome: (keySet) => ({ keySet, readAt: now, triedAt: now })
      })
      kept.set(url, entry)
      return usable(entry, now)
    })

  const get = (url: string, wanted: "known" | "newer") =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const known = kept.get(url)
      const fresh = known !== undefined && wanted === "known" && now - known.readAt < freshFor
      const justTried = known !== undefined && now - known.triedAt < betweenTries
      return fresh || justTried ? usable(known, now) : yield* read(url, now, known)
    })

  return {
    /** The keys at the address: kept ones while they are fresh. */
    known: (url: string) => get(url, "known"),
    /** The keys as they are now, after a token named one that was not there. */
    newer: (url: string) => get(url, "newer")
  }
}

const usable = ({ keySet, readAt }: Kept, now: number): Option.Option<KeySet> =>
  keySet !== undefined && now - readAt < usableFor ? Option.some(keySet) : Option.none()
