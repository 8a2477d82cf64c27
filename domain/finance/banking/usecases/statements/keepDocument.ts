import { Effect } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import { Files } from "../../../../../ports/platform/Files.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { type JobFailure, jobHandler } from "../../../../platform/jobs/model/index.ts"
import { type AccountStatement, documentTypes, keepDocumentKind } from "../../model/index.ts"
import { advanceStatement } from "./advanceStatement.ts"
import { fetchDocument } from "./fetchDocument.ts"

/**
 * The work of `banking.keep-statement`: fetches the document outside any unit of work and keeps it once. A failure that
 * another attempt would meet again is written on the statement.
 */
export const keepDocument = jobHandler(keepDocumentKind, ({ statementId }) =>
  Effect.gen(function* () {
    const { find } = yield* AccountStatements
    const statement = yield* Effect.orDie(find(statementId))
    if (statement.state === "making") {
      const bytes = yield* Effect.tapError(fetchDocument(statement), (failure) => failed(statement, failure))
      yield* kept(statement, bytes)
    }
    const { fileId, state } = yield* Effect.orDie(find(statementId))
    return { state, fileId }
  })
)

const kept = Effect.fnUntraced(function* ({ format, from, id, to }: AccountStatement, bytes: Uint8Array) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* AccountStatements
  const files = yield* Files
  yield* write(
    Effect.gen(function* () {
      const held = yield* Effect.orDie(hold(id))
      if (held.state !== "making") return
      const file = yield* files.begin({
        name: `releve-${from}-${to}.${format.toLowerCase()}`,
        contentType: documentTypes[format],
        readableWith: "banking:read",
        jobId: null,
        expiresAt: null
      })
      yield* file.write(bytes)
      yield* files.publish([yield* file.close])
      yield* advanceStatement(held, { ...held, state: "kept", fileId: file.id })
    })
  )
})

const failed = Effect.fnUntraced(function* (
  { id }: AccountStatement,
  { code, en, fr, retryable }: JobFailure
) {
  if (retryable) return
  const { write } = yield* UnitOfWork
  const { hold } = yield* AccountStatements
  yield* write(
    Effect.gen(function* () {
      const held = yield* Effect.orDie(hold(id))
      yield* advanceStatement(held, { ...held, state: "failed", reason: { code, fr, en } })
    })
  )
})
