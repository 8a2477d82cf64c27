import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  AccountCode,
  letteringCode,
  LineId,
  matchLines,
  type OpenLine
} from "../../../../../domain/finance/accounting/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../../../domain/shared/Money.ts"

const USD = CurrencyCode.make("USD")
const id = (n: number) => LineId.make(`01990000-0000-7000-8000-${String(n).padStart(12, "0")}`)
const line = (n: number, side: "debit" | "credit", open: bigint, foreign?: bigint): OpenLine => ({
  lineId: id(n),
  account: AccountCode.make("411"),
  party: "C001",
  side,
  open: money(open, EUR),
  openForeign: foreign === undefined ? null : money(foreign, USD)
})
const all = (lines: ReadonlyArray<OpenLine>) => lines.map(({ lineId }) => ({ lineId }))

describe("matchLines", () => {
  it("takes all that is open when no amount is given", () => {
    const lines = [line(1, "debit", 12_000n), line(2, "credit", 5_000n), line(3, "credit", 7_000n)]
    const match = Result.getOrThrow(matchLines(all(lines), lines, EUR))
    assert.isTrue(match.full)
    assert.strictEqual(match.difference.minor, 0n)
  })

  it("leaves the exchange difference of lines settled in their own currency", () => {
    const lines = [line(1, "debit", 10_000n, 11_000n), line(2, "credit", 9_500n, 11_000n)]
    const match = Result.getOrThrow(matchLines(all(lines), lines, EUR))
    assert.strictEqual(match.difference.minor, 500n)
    assert.isTrue(match.full)
  })

  it("never settles more of a line than is open, and both sides by the same amount", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10_000_000n }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(amounts, amounts, (debits, credits) => {
        const lines = [
          ...debits.map((open, n) => line(n, "debit", open)),
          ...credits.map((open, n) => line(100 + n, "credit", open))
        ]
        const answer = matchLines(all(lines), lines, EUR)
        const sum = (values: ReadonlyArray<bigint>) => values.reduce((total, value) => total + value, 0n)
        assert.strictEqual(Result.isSuccess(answer), sum(debits) === sum(credits))
        if (Result.isFailure(answer)) return
        for (const [index, part] of answer.success.parts.entries()) {
          assert.isTrue(part.amount.minor <= (lines[index]?.open.minor ?? 0n))
        }
      })
    )
  })

  it("settles a foreign line bit by bit, to the cent in the end", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n, max: 1_000_000n }),
        fc.bigInt({ min: 2n, max: 1_000_000n }),
        fc.bigInt({ min: 1n, max: 999_999n }),
        (open, openForeign, cut) => {
          fc.pre(cut < openForeign)
          const invoice = line(1, "debit", open, openForeign)
          const first = line(2, "credit", 10n ** 7n, cut)
          const request = [{ lineId: id(1), amount: money(cut, USD) }, { lineId: id(2) }]
          const part = Result.getOrThrow(matchLines(request, [invoice, first], EUR)).parts[0]
          const left = line(1, "debit", open - (part?.amount.minor ?? 0n), openForeign - cut)
          const last = line(3, "credit", 10n ** 7n, openForeign - cut)
          const end = Result.getOrThrow(matchLines(all([left, last]), [left, last], EUR)).parts[0]
          assert.strictEqual((part?.amount.minor ?? 0n) + (end?.amount.minor ?? 0n), open)
        }
      )
    )
  })

  it("numbers letterings AAA, AAB, ... ZZZ, AAAA", () => {
    assert.deepStrictEqual([0, 1, 25, 26, 26 ** 3 - 1, 26 ** 3].map(letteringCode), [
      "AAA",
      "AAB",
      "AAZ",
      "ABA",
      "ZZZ",
      "AAAA"
    ])
  })
})
