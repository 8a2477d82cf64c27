import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import {
  continuityBreaks,
  decimal,
  parseStatements,
  spanOf,
  toJson
} from "../../../../domain/finance/banking/model/index.ts"
import { ownFiles } from "./ownFiles.ts"

const Sum = Schema.Struct({ date: Schema.String, amount: Schema.String, currency: Schema.String })
const Text = Schema.NullOr(Schema.String)
const Printed = Schema.Struct({
  statements: Schema.Array(
    Schema.Struct({
      iban: Text,
      rib: Text,
      currency: Text,
      opening: Schema.NullOr(Sum),
      closing: Schema.NullOr(Sum),
      lines: Schema.Array(
        Schema.Struct({
          bookingDate: Schema.String,
          valueDate: Text,
          amount: Schema.String,
          currency: Text,
          label: Schema.String,
          reference: Text,
          counterparty: Schema.NullOr(Schema.Struct({ name: Text, iban: Text, account: Text }))
        })
      )
    })
  )
})

const parsed = (bytes: Uint8Array) => Result.getOrThrow(parseStatements(bytes))

describe("own statement files", () => {
  it("one week tells the same story in five formats", () => {
    const stories = ownFiles("test/fixtures/banking").map(([name, bytes]) => {
      const file = parsed(bytes)
      const [statement] = file.statements
      assert.deepStrictEqual(
        statement?.warnings.map(({ rule }) => rule),
        file.format.startsWith("ofx") ? ["opening.missing"] : [],
        name
      )
      return {
        iban: statement?.account.iban,
        rib: statement?.account.rib,
        closing: statement?.closing,
        lines: statement?.lines.map((line) => [line.bookingDate, line.valueDate, line.minor, line.reference])
      }
    })
    assert.strictEqual(stories.length, 5)
    for (const story of stories) assert.deepStrictEqual(story, stories[0])
    assert.strictEqual(stories[0]?.iban, "FR0999993007770004M02615891")
    assert.strictEqual(decimal(stories[0]?.closing?.minor ?? 0n, null), "4209.30")
  })

  it("the demonstration files are whole, and February opens where January closed", () => {
    const files = ownFiles("demo")
      .filter(([name]) => /lemaire|dumont/.test(name))
      .map(([name, bytes]) => [name, parsed(bytes)] as const)
    assert.strictEqual(files.length, 3)
    for (const [name, file] of files) {
      assert.deepStrictEqual(file.warnings, [], name)
      assert.deepStrictEqual(
        file.statements.map(({ warnings }) => warnings),
        [[]],
        name
      )
      assert.isAbove(file.statements[0]?.lines.length ?? 0, 14, name)
    }
    const joinery = files
      .filter(([name]) => name.includes("lemaire"))
      .flatMap(([, { statements }]) => statements)
    const ibans = joinery.map(({ account }) => account.iban ?? "")
    assert.deepStrictEqual([...new Set<string>(ibans)], ["FR7699990001230002045901843"])
    assert.deepStrictEqual(continuityBreaks(joinery.map(spanOf)), [])
    const [january, february] = ["cfonb120", "camt.053"].map(
      (format) => files.find(([, file]) => file.format === format)?.[1].statements[0]
    )
    assert.deepStrictEqual(january?.closing, february?.opening)
  })

  it("JSON has the promised keys, null where the file says nothing", () => {
    const week = ownFiles("test/fixtures/banking").find(([name]) => name.includes("mt940"))
    assert.isDefined(week)
    const { statements } = Schema.decodeUnknownSync(Printed)(
      JSON.parse(JSON.stringify(toJson(parsed(week[1]))))
    )
    const [statement] = statements
    assert.isDefined(statement)
    assert.deepStrictEqual(
      [statement.iban, statement.rib, statement.currency, statement.opening, statement.closing],
      [
        "FR0999993007770004M02615891",
        "99993007770004M02615891",
        "EUR",
        { date: "2026-02-27", amount: "2210.55", currency: "EUR" },
        { date: "2026-03-06", amount: "4209.30", currency: "EUR" }
      ]
    )
    assert.deepStrictEqual(statement.lines[1], {
      bookingDate: "2026-03-03",
      valueDate: "2026-03-03",
      amount: "-96.18",
      currency: "EUR",
      label: "CARTE 02/03 QUINCAILLERIE ROUX",
      reference: null,
      counterparty: null
    })
  })
})
