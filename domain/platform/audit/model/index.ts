export { AuditBreak, AuditEntry, AuditVerification } from "./AuditEntry.ts"
