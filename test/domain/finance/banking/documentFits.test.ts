import { assert, describe, it } from "@effect/vitest"
import { type AccountStatementFormat, documentFits } from "../../../../domain/finance/banking/model/index.ts"

const cases: ReadonlyArray<readonly [AccountStatementFormat, string | null, string, boolean]> = [
  ["PDF", "application/pdf", "%PDF-1.4\n", true],
  ["PDF", null, "%PDF-1.7\n", true],
  ["PDF", "application/octet-stream", "%PDF-1.7\n", true],
  ["PDF", "binary/octet-stream", "%PDF-1.7\n", true],
  ["PDF", "text/html", "%PDF-1.4\n", false],
  ["PDF", "application/pdf", "<!doctype html><p>Sign in</p>", false],
  ["PDF", "application/pdf", "", false],
  ["PDF", "application/pdf", " %PDF-1.4", false],
  ["CSV", "text/csv", "date;amount\n2026-01-31;1.00\n", true],
  ["CSV", "text/plain", "date,amount\n", true],
  ["CSV", null, "date\tamount\n", true],
  ["CSV", "text/html", "date;amount\n", false],
  ["CSV", "text/csv", "<html>;</html>", false],
  ["CSV", "text/csv", "\n <?xml version='1.0'?><a>,</a>", false],
  ["CSV", "text/csv", "%PDF-1.4;\0", false],
  ["CSV", "text/csv", "", false]
]

describe("a document of a statement", () => {
  it.each(cases)("%s, said to be %s, of %j: %s", (format, said, text, fits) => {
    assert.strictEqual(documentFits(format, said, new TextEncoder().encode(text)), fits)
  })

  it("is no table when it is no UTF-8", () =>
    assert.isFalse(documentFits("CSV", "text/csv", Uint8Array.from([0x3b, 0xc3, 0x28]))))
})
