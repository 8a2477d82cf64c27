import { Effect } from "effect"
import { createReadStream } from "node:fs"
import { basename } from "node:path"
import { FecChecker } from "../../domain/finance/accounting/model/index.ts"
import type { Language } from "../../domain/shared/Language.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import { unreadable } from "./unreadable.ts"
import { writeJson } from "./writeJson.ts"

/** Streams a FEC through the checker, in memory that does not grow with the file, and prints the report. */
export const checkFecFile = Effect.fnUntraced(function* (
  file: string,
  language: Language,
  year: { readonly yearStart?: LocalDate; readonly yearEnd?: LocalDate }
) {
  const report = yield* Effect.tryPromise({
    try: async () => {
      const checker = new FecChecker({ ...year, fileName: basename(file), language })
      for await (const chunk of createReadStream(file, { highWaterMark: 262_144 })) {
        if (chunk instanceof Uint8Array) checker.push(chunk)
      }
      return checker.end()
    },
    catch: (fault) => unreadable(file, fault, language)
  })
  yield* writeJson(report)
  if (!report.valid) process.exitCode = 1
})
