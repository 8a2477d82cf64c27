import { Effect, Option } from "effect"
import { type FecCursor, FecLedger, type FecState } from "../../../../ports/finance/FecLedger.ts"
import type { FileWriter } from "../../../../ports/platform/Files.ts"
import type { JobRun } from "../../../platform/jobs/model/index.ts"
import type { Language } from "../../../shared/Language.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { FecChecker, type FecExportOptions, fecSeparatorOf, FecWriter } from "../model/index.ts"
import { refusedLine } from "./fecFailures.ts"

interface Facts {
  readonly fileName: string
  readonly yearStart: LocalDate
  readonly yearEnd: LocalDate
  readonly language: Language
}

/** Page after page of the state through the writer and the checker to `write`: in memory stands one page. */
export const writeFecLines = Effect.fn("accounting.writeFecLines")(function* (
  state: FecState,
  { fileName, language, yearEnd, yearStart }: Facts,
  options: FecExportOptions,
  write: FileWriter["write"],
  progress: JobRun["progress"]
) {
  const { page } = yield* FecLedger
  const writer = new FecWriter({ charset: options.charset, separator: fecSeparatorOf(options.separator) })
  const checker = new FecChecker({ fileName, yearStart, yearEnd, language })
  const put = (bytes: Uint8Array) => {
    checker.push(bytes)
    return write(bytes)
  }
  let after = Option.none<FecCursor>()
  let done = 0
  do {
    const { entries, lines, next } = yield* page(state, after)
    yield* put(yield* Effect.mapError(Effect.fromResult(writer.push(lines)), refusedLine))
    done += entries
    yield* progress((0.99 * done) / state.entries, `${done} / ${state.entries}`)
    after = next
  } while (Option.isSome(after))
  const { bytes, summary } = yield* Effect.mapError(Effect.fromResult(writer.end()), refusedLine)
  yield* put(bytes)
  return { summary, report: checker.end() }
})
