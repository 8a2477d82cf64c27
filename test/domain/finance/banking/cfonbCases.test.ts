import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decimal } from "../../../../domain/finance/banking/model/index.ts"
import { ribText } from "../../../../domain/shared/Rib.ts"
import { absent, casesOf, read, refusal } from "./benchCases.ts"

const Truth = Schema.Array(
  Schema.Struct({
    bank: Schema.String,
    branch: Schema.String,
    currency: Schema.String,
    account: Schema.String,
    date: Schema.String,
    opening: Schema.Number,
    closing: Schema.Number,
    closingDate: Schema.String,
    operations: Schema.Array(
      Schema.Struct({
        code: Schema.String,
        date: Schema.String,
        valueDate: Schema.String,
        label: Schema.String,
        amount: Schema.Number,
        reference: Schema.NullOr(Schema.String),
        details: Schema.Array(Schema.Struct({ q: Schema.String, text: Schema.String }))
      })
    )
  })
)

describe(`CFONB 120 bench files${absent}`, () => {
  it("are read as their columns say", () => {
    for (const { file = "", truth } of casesOf("cfonb120")) {
      const parsed = read(file)
      const statements = parsed.statements.map((statement) => ({
        rib: statement.account.rib === null ? null : ribText(statement.account.rib).slice(0, 21),
        currency: statement.currency,
        opening: statement.opening && [
          statement.opening.date,
          decimal(statement.opening.minor, statement.currency)
        ],
        closing: statement.closing && [
          statement.closing.date,
          decimal(statement.closing.minor, statement.currency)
        ],
        lines: statement.lines.map((line) => ({
          code: line.bankCode,
          dates: [line.bookingDate, line.valueDate],
          label: line.label,
          amount: decimal(line.minor, line.currency),
          reference: line.reference,
          details: line.details.filter(({ code }) => !code.startsWith("04/"))
        }))
      }))
      const expected = Schema.decodeUnknownSync(Truth)(truth).map((one) => ({
        rib: `${one.bank}${one.branch}${one.account}`,
        currency: one.currency,
        opening: [one.date, one.opening.toFixed(2)],
        closing: [one.closingDate, one.closing.toFixed(2)],
        lines: one.operations.map((operation) => ({
          code: operation.code,
          dates: [operation.date, operation.valueDate],
          label: operation.label,
          amount: operation.amount.toFixed(2),
          reference: operation.reference,
          details: operation.details
            .filter(({ q, text }) => q.trim() !== "" || text !== "")
            .map(({ q, text }) => ({ code: q, text }))
        }))
      }))
      assert.deepStrictEqual(JSON.parse(JSON.stringify(statements)), expected, file)
      assert.isTrue(
        parsed.statements.every(({ warnings }) => !warnings.some(({ rule }) => rule.startsWith("continuity")))
      )
    }
  })

  it("are refused when malformed, with the place", () => {
    for (const { file = "" } of casesOf("cfonb120-malformed")) {
      const problem = refusal(file)
      assert.deepStrictEqual([problem.rule, problem.line], ["cfonb.movement-outside", 1], file)
    }
  })
})
