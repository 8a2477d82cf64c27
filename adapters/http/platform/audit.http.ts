import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import type { AuditEntry } from "../../../domain/platform/audit/model/index.ts"
import { AuditTrail } from "../../../ports/platform/AuditTrail.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

export const auditHandlers = HttpApiBuilder.group(Api, "audit", (handlers) =>
  handlers.handleAll({
    auditEntries: ({ query: { cursor, limit, ...filter } }) =>
      Effect.flatMap(AuditTrail, ({ list }) =>
        pageOf(seqCursor, { cursor, limit }, seqOf, (size, before) => list(filter, size, before))
      ),
    verifyAudit: () => Effect.flatMap(AuditTrail, ({ verify }) => verify)
  })
)

const seqCursor = cursorOf(Schema.Int)

const seqOf = ({ seq }: AuditEntry) => seq
