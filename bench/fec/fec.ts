import { Effect, Schema } from "effect"
import { fork } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { round } from "../support/load.ts"
import { exportFromDatabase } from "./exportFromDatabase.ts"

const Measured = Schema.Struct({
  lines: Schema.Int,
  debit: Schema.String,
  seconds: Schema.Finite,
  peakMegabytes: Schema.Finite
})

/**
 * Writing a fichier des écritures comptables to a file, and checking that file, at each of `sizes` lines: lines per
 * second and peak memory (maxRSS), each in a process of its own. Then the whole export job on PostgreSQL at
 * each of `databaseLines`: pages of the ledger, writer, checker, pieces of a stored file.
 */
export const fec = ({
  databaseLines,
  sizes
}: {
  readonly sizes: ReadonlyArray<number>
  readonly databaseLines: ReadonlyArray<number>
}) =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "azals-bench-fec-"))),
      (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
    )
    const bySize = yield* Effect.forEach(sizes, (size) =>
      Effect.gen(function* () {
        const path = join(folder, `${size}.txt`)
        const write = yield* measured("write", path, size)
        const check = yield* measured("check", path, size)
        return { lines: write.lines, megabytes: round(statSync(path).size / 1_048_576), write, check }
      })
    )
    const database = yield* Effect.forEach(databaseLines, (lines) => Effect.scoped(exportFromDatabase(lines)))
    const peaks = [
      ...bySize.flatMap(({ check, write }) => [check.peakMegabytes, write.peakMegabytes]),
      ...database.map(({ peakMegabytes }) => peakMegabytes)
    ]
    return {
      memoryLimitMegabytes: 300,
      withinLimit: Math.max(...peaks) <= 300,
      bySize,
      database
    }
  }).pipe(Effect.scoped)

const measured = (work: "write" | "check", path: string, size: number) =>
  Effect.gen(function* () {
    const answer = yield* Effect.promise(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const child = fork(join(import.meta.dirname, "measure.ts"), [work, path, String(size)])
          child.once("message", resolve)
          child.once("error", reject)
          child.once("exit", (code) => reject(new Error(`${work} of ${size} lines ended with ${code}`)))
        })
    )
    const { lines, peakMegabytes, seconds } = yield* Schema.decodeUnknownEffect(Measured)(answer)
    return {
      lines,
      seconds: round(seconds),
      linesPerSecond: Math.round(lines / seconds),
      peakMegabytes: round(peakMegabytes)
    }
  })
