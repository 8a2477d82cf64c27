/** What a statement file may hold at most. Beyond, it is refused before memory or time grow with it. */
export const limits = {
  /** Bytes of a file: about 270,000 CFONB records. */
  bytes: 32 * 1024 * 1024,
  /** Movements in a file. */
  lines: 300_000,
  /** Elements of an XML or OFX file: more than twice what 32 MiB of real statements hold. */
  elements: 2_500_000,
  /** Characters of one field. */
  field: 10_000,
  /** Levels of nested elements. */
  depth: 64
} as const
