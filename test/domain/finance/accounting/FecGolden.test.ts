import { readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  FecChecker,
  fecRules,
  type FecFinding,
  type FecRuleId
} from "../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"

const folder = new URL("../../../golden/fec/", import.meta.url)

const Place = Schema.Struct({ line: Schema.Number, column: Schema.Number, rule: Schema.String })

const Expected = Schema.Struct({
  says: Schema.String,
  options: Schema.Struct({
    fileName: Schema.optionalKey(Schema.String),
    yearStart: Schema.optionalKey(LocalDate),
    yearEnd: Schema.optionalKey(LocalDate)
  }),
  valid: Schema.Boolean,
  lines: Schema.Number,
  errors: Schema.Array(Place),
  alerts: Schema.Array(Place),
  notices: Schema.Array(Place)
})

const decode = Schema.decodeUnknownSync(Expected)

const load = (name: string) => ({
  input: readFileSync(new URL(`${name}/input.txt`, folder)),
  expected: decode(JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), "utf8")))
})

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const places = (findings: ReadonlyArray<FecFinding>) =>
  findings.map(({ line, column, rule }) => ({ line, column, rule }))

/** Rules whose input is too large to keep as a file: they are tested where it is made. */
const testedElsewhere: ReadonlySet<string> = new Set<FecRuleId>([
  "line.too-long",
  "entry.too-many-open",
  "numbering.not-followed"
])

describe("FEC golden files", () => {
  it.each(cases)("%s", (name) => {
    const { input, expected } = load(name)
    const checker = new FecChecker(expected.options)
    checker.push(input)
    const report = checker.end()
    const found = {
      valid: report.valid,
      lines: report.lines,
      errors: places(report.errors),
      alerts: places(report.alerts),
      notices: places(report.notices)
    }
    const { says, options: _, ...wanted } = expected
    assert.deepStrictEqual(found, wanted, says)
  })

  it("hold every rule, found and not found", () => {
    const found = new Set<string>()
    for (const name of cases) {
      const { expected } = load(name)
      for (const { rule } of [...expected.errors, ...expected.alerts, ...expected.notices]) found.add(rule)
    }
    const missing = Object.keys(fecRules).filter((rule) => !found.has(rule) && !testedElsewhere.has(rule))
    assert.deepStrictEqual(missing, [])
    const clean = load("valid-ascii-tab-crlf").expected
    assert.isEmpty([...clean.errors, ...clean.alerts, ...clean.notices])
  })
})
