import { assert, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { toMinor } from "../../../../domain/shared/Money.ts"
import { casesOf, onBenchFiles, read, textOf } from "./benchCases.ts"
import { goldenMovements } from "./mt940Golden.ts"

const Sum = Schema.Struct({
  dc: Schema.String,
  date: Schema.String,
  ccy: Schema.String,
  amount: Schema.String
})
const Truth = Schema.Struct({
  statements: Schema.Int,
  opening: Schema.Array(Sum),
  closing: Schema.Array(Sum),
  transactions: Schema.Array(Schema.Struct({ date: Schema.String, dc: Schema.String, amount: Schema.String }))
})

const minor = (amount: string, dc: string) => {
  const sum = Result.getOrThrow(toMinor(amount.replace(",", "."), 2))
  return dc === "D" ? -sum : sum
}
const short = (date: string | null) => date?.replaceAll("-", "").slice(2)

onBenchFiles("MT940", () => {
  it.each(casesOf("mt940"))("$id is read as its golden result says", ({ expected = "", file = "" }) => {
    const lines = read(file).statements.flatMap((statement) => statement.lines)
    assert.deepStrictEqual(
      lines.map((line) => [line.minor, line.currency ?? "null", line.valueDate, line.bookingDate]),
      goldenMovements(textOf(expected)).map((one) => [
        minor(one.amount, "C"),
        one.currency,
        one.valueDate,
        one.bookingDate
      ])
    )
  })

  // The short truth of the excerpt whose tags are broken over lines says nothing: its golden result does.
  const stated = casesOf("mt940").flatMap(({ file = "", id, truth }) => {
    const told = Schema.decodeUnknownSync(Truth)(truth)
    return told.statements === 0 ? [] : [{ id, file, told }]
  })
  it.each(stated)("$id has the balances and amounts of its :60:, :61: and :62: lines", ({ file, told }) => {
    const { statements } = read(file)
    assert.strictEqual(statements.length, told.statements)
    const balances = (sums: typeof told.opening) =>
      sums.map(({ amount, ccy, date, dc }) => [date, ccy, minor(amount, dc)])
    assert.deepStrictEqual(
      statements.map(({ opening }) => opening && [short(opening.date), opening.currency, opening.minor]),
      balances(told.opening)
    )
    assert.deepStrictEqual(
      statements.map(({ closing }) => closing && [short(closing.date), closing.currency, closing.minor]),
      balances(told.closing)
    )
    assert.deepStrictEqual(
      statements.flatMap(({ lines }) => lines.map((line) => [short(line.valueDate), line.minor])),
      told.transactions.map(({ amount, date, dc }) => [date, minor(amount, dc)])
    )
  })
})
