import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AuditCursor, type AuditEntry } from "../../../domain/platform/audit/model/index.ts"
import { requestTrailVerification, verifyAuditLinks } from "../../../domain/platform/audit/usecases/index.ts"
import { AuditTrail } from "../../../ports/platform/AuditTrail.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf, verifiedPage } from "../contract/pages.ts"

export const auditHandlers = HttpApiBuilder.group(Api, "audit", (handlers) =>
  handlers.handleAll({
    auditEntries: ({ query: { cursor, limit, ...filter } }) =>
      Effect.flatMap(AuditTrail, ({ list }) =>
        pageOf(seqCursor, { cursor, limit }, seqOf, (size, before) => list(filter, size, before))
      ),
    verifyAudit: ({ query: { cursor, from } }) =>
      verifiedPage(auditCursor, cursor, (after) => verifyAuditLinks(after ?? beforeFirst(from ?? 1))),
    verifyWholeAudit: () => requestTrailVerification()
  })
)

const auditCursor = cursorOf(AuditCursor)

const seqCursor = cursorOf(Schema.Int)

const beforeFirst = (from: number): AuditCursor => ({ seq: from - 1, hash: from === 1 ? "" : null })

const seqOf = ({ seq }: AuditEntry) => seq
