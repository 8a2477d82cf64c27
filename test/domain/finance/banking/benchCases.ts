import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseStatements } from "../../../../domain/finance/banking/model/index.ts"
import { benchData } from "../../../support/benchData.ts"

const folder = benchData("banking")

/** Added to the names of suites that read the shared files, on a machine without them. */
export const absent = folder === null ? " (shared/bench-data is absent: no file to read)" : ""

/** Tests on the shared files; on a machine without them, one that says so. */
export const onBenchFiles = (kind: string, tests: () => void) => {
  const suite = folder === null ? sayAbsent : tests
  describe(`${kind} bench files`, () => {
    suite()
  })
}

const sayAbsent = () => it("shared/bench-data is absent: no file to read", () => assert.isNull(folder))

const Case = Schema.Struct({
  id: Schema.String,
  kind: Schema.String,
  file: Schema.optional(Schema.String),
  expected: Schema.optional(Schema.String),
  truth: Schema.optional(Schema.Unknown)
})

const Cases = Schema.Struct({ cases: Schema.Array(Case) })

/** The shared cases of a kind; none on a machine without them. */
export const casesOf = (kind: string): ReadonlyArray<typeof Case.Type> =>
  folder === null
    ? []
    : Schema.decodeUnknownSync(Cases)(JSON.parse(textOf("cases.json"))).cases.filter(
        (one) => one.kind === kind
      )

export const bytesOf = (file: string): Uint8Array => readFileSync(join(folder ?? "", file))

export const textOf = (file: string): string => readFileSync(join(folder ?? "", file), "utf8")

/** A shared file that must be read. */
export const read = (file: string) => Result.getOrThrow(parseStatements(bytesOf(file)))

/** A shared file that must be refused. */
export const refusal = (file: string) => Result.getOrThrow(Result.flip(parseStatements(bytesOf(file))))
