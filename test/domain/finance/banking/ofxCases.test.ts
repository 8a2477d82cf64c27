import { assert, it } from "@effect/vitest"
import { Schema } from "effect"
import { decimal } from "../../../../domain/finance/banking/model/index.ts"
import { casesOf, onBenchFiles, read, refusal } from "./benchCases.ts"

const Truth = Schema.Struct({ transactions: Schema.Int, amounts: Schema.Array(Schema.String) })

onBenchFiles("OFX", () => {
  it.each(casesOf("ofx"))("$id has its movements", ({ file = "", truth }) => {
    const lines = read(file).statements.flatMap((statement) => statement.lines)
    const told = Schema.decodeUnknownSync(Truth)(truth)
    assert.strictEqual(lines.length, told.transactions)
    assert.deepStrictEqual(
      lines.map((line) => decimal(line.minor, line.currency)),
      told.amounts
    )
  })

  it.each(casesOf("ofx-malformed"))(
    "$id is refused, with the place of the movement without a date",
    ({ file = "" }) => {
      const problem = refusal(file)
      assert.deepStrictEqual([problem.rule, problem.line, problem.column], ["date.missing", 33, 5])
    }
  )
})
