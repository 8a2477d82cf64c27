export { verifyAuditLinks } from "./verifyAuditLinks.ts"
export { requestTrailVerification, verifyTrail } from "./verifyTrail.ts"
