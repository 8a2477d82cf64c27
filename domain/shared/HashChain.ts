/**
 * What a store finds in a range of links, each of which seals its content with the hash before it: how many it read,
 * the first number that nothing has, the first whose hash is not that of its content and the hash before, and the hash
 * of the last one read.
 */
export interface LinkVerdict {
  readonly entries: number
  readonly missing: number | null
  readonly changed: number | null
  readonly lastHash: string | null
}

/** The first link that does not hold, if any. A link after a missing one never holds: the missing one is named. */
export const firstBroken = ({ changed, missing }: LinkVerdict) => {
  if (missing !== null && (changed === null || missing <= changed)) {
    return { number: missing, reason: "missing" as const }
  }
  return changed === null ? undefined : { number: changed, reason: "changed" as const }
}
