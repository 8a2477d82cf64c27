import { Effect } from "effect"
import { AuditTrail } from "../../../../ports/platform/AuditTrail.ts"
import { type AuditWalk, auditWalked } from "../model/index.ts"

/** Entries of one range: about a second of the database. */
const entriesAtOnce = 20_000

/** Whether a walk has come to the end of the chain, or to a break. */
export const trailEnded = ({ at, broken, head }: AuditWalk): boolean => broken !== null || at.seq >= head.seq

/** Goes one range further along the chain. A walk that begins at its end only looks at the end. */
export const walkTrail = Effect.fnUntraced(function* (walk: AuditWalk) {
  const { links } = yield* AuditTrail
  const to = Math.max(walk.at.seq, Math.min(walk.head.seq, walk.at.seq + entriesAtOnce))
  return auditWalked(walk, to, yield* links({ after: walk.at, to }))
})
