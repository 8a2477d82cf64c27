import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  detectFormat,
  limits,
  parseStatements,
  planImport,
  problemJson,
  toJson
} from "../../../../domain/finance/banking/model/index.ts"
import { absent, bytesOf, casesOf } from "./benchCases.ts"
import { nothing } from "./banking.ts"
import { ownFiles } from "./ownFiles.ts"

const encode = (text: string) => new TextEncoder().encode(text)

/** Own files, and the shared ones where there are any. */
const seeds: ReadonlyArray<Uint8Array> = [
  ...ownFiles("test/fixtures/banking").map(([, bytes]) => bytes),
  ...ownFiles("demo").map(([, bytes]) => bytes),
  ...["camt053", "cfonb120", "cfonb120-malformed", "mt940", "ofx", "ofx-malformed"]
    .flatMap(casesOf)
    .map(({ file = "" }) => bytesOf(file))
]

/** Reads, and uses what was read: neither may throw, and a refusal has its message and its place within the file. */
const survives = (bytes: Uint8Array): void => {
  const result = parseStatements(bytes)
  detectFormat(bytes)
  if (Result.isFailure(result)) {
    const { line } = result.failure
    assert.isTrue(line === null || (line >= 1 && line <= bytes.length + 1))
    assert.isNotEmpty(JSON.stringify(problemJson(result.failure, "fr")))
    assert.notMatch(JSON.stringify(problemJson(result.failure, "en")), /\{\w+\}"/)
    return
  }
  for (const statement of result.success.statements) {
    for (const { label } of statement.lines) assert.notMatch(label, /\p{Cc}|\p{Cs}/u)
  }
  assert.isNotEmpty(JSON.stringify(toJson(result.success)))
  planImport(nothing, result.success.statements)
}

/** The processor's time, which others on the machine do not lengthen. */
const timed = (bytes: Uint8Array) => {
  const before = process.cpuUsage()
  const result = parseStatements(bytes)
  const { system, user } = process.cpuUsage(before)
  return { result, milliseconds: (system + user) / 1000 }
}

describe(`hostile files${absent}`, () => {
  it("random bytes are refused or read, never thrown at", () => {
    const noise = fc.property(fc.uint8Array({ maxLength: 4000 }), survives)
    assert.doesNotThrow(() => fc.assert(noise, { numRuns: 200 }))
  })

  it("random text behind each format's first words is refused or read", () => {
    const starts = [
      ":20:X\n:25:1\n:60F:C260101EUR1,\n:61:",
      "<OFX><STMTRS><STMTTRN>",
      '<Document xmlns="camt.053.">',
      "01".padEnd(60, "0")
    ]
    const text = fc.string({ unit: "binary", maxLength: 800 })
    const tags = fc.array(
      fc.constantFrom(
        ":61:",
        ":86:",
        "\n",
        "-",
        "?20",
        "//",
        "<STMTTRN>",
        "</",
        ">",
        "<Ntry>",
        "&amp;",
        "&#0;",
        "260101",
        "C1,",
        "EUR"
      ),
      { maxLength: 80 }
    )
    assert.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.constantFrom(...starts), text, tags, (start, noise, words) => {
          survives(encode(`${start}${words.join("")}${noise}`))
          survives(encode(`${start}${noise}${words.join("")}`))
        }),
        { numRuns: 200 }
      )
    )
  })

  it("real files with bytes changed, cut out, doubled or swapped are refused or read", () => {
    const edit = fc.record({
      kind: fc.constantFrom("set", "cut", "double", "swap"),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 1, max: 200 }),
      byte: fc.integer({ min: 0, max: 255 })
    })
    assert.doesNotThrow(() =>
      fc.assert(
        fc.property(
          fc.constantFrom(...seeds),
          fc.array(edit, { minLength: 1, maxLength: 5 }),
          (seed, edits) => {
            survives(
              edits.reduce(
                (bytes, { at, byte, kind, length }) =>
                  edited(bytes, kind, Math.floor(at * bytes.length), length, byte),
                seed
              )
            )
          }
        ),
        { numRuns: 200 }
      )
    )
  })

  it("a file cut anywhere is refused, or says what is missing, or lost nothing but its last ornaments", () => {
    const said = (bytes: Uint8Array) => {
      const statements = Result.getOrElse(
        Result.map(parseStatements(bytes), (file) => file.statements),
        () => []
      )
      return {
        findings: statements.flatMap(({ warnings }) => warnings.map(({ rule }) => rule)),
        story: statements.map(({ closing, lines, opening }) => ({ closing, lines, opening }))
      }
    }
    const cut = fc.property(
      fc.constantFrom(...ownFiles("test/fixtures/banking")),
      fc.double({ min: 0.02, max: 0.99, noNaN: true }),
      ([name, bytes], share) => {
        const { findings, story } = said(bytes.subarray(0, Math.floor(bytes.length * share)))
        if (
          story.length === 0 ||
          findings.includes("closing.missing") ||
          findings.includes("continuity.statement")
        )
          return
        assert.deepStrictEqual(story, said(bytes).story, name)
      }
    )
    assert.doesNotThrow(() => fc.assert(cut, { numRuns: 300 }))
  })

  it("two formats in one file are refused", () => {
    const files = ownFiles("test/fixtures/banking")
    for (const [first, one] of files) {
      for (const [second, other] of files) {
        const same = first.split(".")[1] === second.split(".")[1]
        if (same) continue
        const both = new Uint8Array([...one, ...other])
        assert.isTrue(Result.isFailure(parseStatements(both)), `${first} then ${second}`)
      }
    }
  })

  it("a file over the limit is refused before it is read", () => {
    const { milliseconds, result } = timed(new Uint8Array(limits.bytes + 1))
    assert.strictEqual(Result.getOrThrow(Result.flip(result)).rule, "file.too-large")
    assert.isBelow(milliseconds, 500)
  })

  it("ten billion laughs cost nothing", () => {
    const entities = Array.from(
      { length: 10 },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`
    )
    const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">${entities.join("")}]><Document>&l10;</Document>`
    const { milliseconds, result } = timed(encode(bomb))
    assert.strictEqual(Result.getOrThrow(Result.flip(result)).rule, "xml.doctype")
    assert.isBelow(milliseconds, 500)
  })

  const wide = 500_000
  it.each([
    ["MT940 of colons", `:20:X\n${":".repeat(wide)}`],
    [
      "MT940 of question marks",
      `:20:X\n:61:260101C1,NTRF\n${Array.from({ length: 20_000 }, () => ":86:?????????????????20".padEnd(90, "?")).join("\n")}`
    ],
    ["MT940 of blank lines", `:20:X\n:86:${"\n".repeat(wide)}`],
    ["MT940 of broken tags", `:20:X\n${":\n".repeat(wide / 2)}`],
    ["OFX of opening brackets", `<OFX>${"<".repeat(wide)}`],
    ["OFX of opening brackets before a tag", `<OFX>${"<".repeat(4 * wide)}</OFX>`],
    ["OFX of unclosed leaves", `<OFX>${"<A>".repeat(wide / 3)}`],
    ["OFX of leaves with a value", `<OFX>${"<A>1".repeat(wide / 4)}`],
    ["OFX of comments never closed", `<OFX>${"<!--".repeat(wide / 4)}`],
    ["OFX of ampersands", `<OFX><A>${"&".repeat(5000)}${"<B>&#1".repeat(wide / 8)}`],
    ["CAMT of one endless tag", `<Document ${"a".repeat(wide)}`],
    [
      "CAMT of attributes",
      `<Document xmlns="camt.053." ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(" ")}>`
    ],
    ["CAMT of elements", `<Document xmlns="camt.053.">${"<a/>".repeat(wide / 4)}</Document>`],
    ["MT940 of one field", `:20:X\n:61:2601050105C1,00NTRF\n:86:${"x".repeat(wide)}\n:62F:C260131EUR1,00\n-`],
    ["CFONB of one record", "01".padEnd(wide, "0")],
    ["blanks", " ".repeat(wide)]
  ])("%s takes time in step with its size", (_, text) => {
    const { milliseconds, result } = timed(encode(text))
    assert.isTrue(
      Result.isFailure(result) ||
        result.success.statements.every(
          ({ lines }) => lines.length <= 1 && lines.every(({ label }) => label.length <= limits.field)
        )
    )
    assert.isBelow(milliseconds, 3_000)
  })
})

const edited = (bytes: Uint8Array, kind: string, at: number, length: number, byte: number): Uint8Array => {
  const [before, middle, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length)
  ]
  if (kind === "set") return new Uint8Array([...before, byte, ...bytes.subarray(at + 1)])
  if (kind === "cut") return new Uint8Array([...before, ...after])
  return kind === "double"
    ? new Uint8Array([...before, ...middle, ...middle, ...after])
    : new Uint8Array([...after, ...middle, ...before])
}
