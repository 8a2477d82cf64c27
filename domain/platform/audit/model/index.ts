export { AuditEntry } from "./AuditEntry.ts"
export {
  type AuditBreak,
  AuditCursor,
  AuditHead,
  AuditVerification,
  auditVerificationOf,
  AuditWalk,
  auditWalked,
  auditWalkOf,
  TrailVerification
} from "./AuditVerification.ts"
export { verifyTrailKind } from "./verifyTrailKind.ts"
