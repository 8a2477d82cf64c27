import { Effect, Result } from "effect"
import {
  limits,
  parseStatements,
  problemJson,
  StatementProblem,
  toJson
} from "../../domain/finance/banking/model/index.ts"
import type { Language } from "../../domain/shared/Language.ts"
import { FileRefused } from "./CommandFailure.ts"
import { readFileWithin } from "./readFileWithin.ts"
import { writeJson } from "./writeJson.ts"

/** Prints the statements of a bank file; a file beyond the limit is refused without being read. */
export const parseStatementFile = Effect.fnUntraced(function* (file: string, language: Language) {
  const bytes = yield* readFileWithin(file, limits.bytes, language, (size) =>
    refused(tooLarge(size), language)
  )
  const parsed = parseStatements(bytes)
  if (Result.isFailure(parsed)) return yield* refused(parsed.failure, language)
  yield* writeJson(toJson(parsed.success))
})

const refused = (problem: StatementProblem, language: Language) =>
  new FileRefused({ document: problemJson(problem, language) })

const tooLarge = (size: bigint) =>
  new StatementProblem({
    rule: "file.too-large",
    line: null,
    column: null,
    values: { size: String(size), limit: String(limits.bytes) }
  })
