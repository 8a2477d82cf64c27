import { Effect } from "effect"
import { AuditTrail } from "../../../../ports/platform/AuditTrail.ts"
import { type AuditCursor, auditVerificationOf, auditWalkOf } from "../model/index.ts"
import { trailEnded, walkTrail } from "./walkTrail.ts"

/** Verifies as many entries behind `after` as a request surely manages in time: 20,000. Answers where to go on. */
export const verifyAuditLinks = Effect.fn("audit.verifyAuditLinks")(function* (after: AuditCursor) {
  const { head } = yield* AuditTrail
  const walk = yield* walkTrail(auditWalkOf(yield* head, after))
  return { ...auditVerificationOf(walk), next: trailEnded(walk) ? undefined : walk.at }
})
