import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import * as fc from "fast-check"
import {
  AccountCode,
  checkEntry,
  type NewEntry,
  Period,
  type PostingContext,
  reversedLines
} from "../../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../../domain/shared/Money.ts"
import type { Permission } from "../../../../../domain/shared/Permission.ts"

const period = Schema.decodeUnknownSync(Period)({
  id: "01990000-0000-7000-8000-000000000001",
  fiscalYearId: "01990000-0000-7000-8000-000000000002",
  starts: "2026-01-01",
  ends: "2026-01-31",
  state: "open",
  vatLocked: false,
  version: 1
})

const open: PostingContext = {
  currency: EUR,
  period,
  nextOpen: LocalDate.make("2026-02-01"),
  unknownAccounts: [],
  inactiveAccounts: [],
  unknownVatCodes: [],
  unusableSections: [],
  requiredAxes: []
}

const entryOf = (
  debits: ReadonlyArray<bigint>,
  credits: ReadonlyArray<bigint>,
  currency = EUR
): NewEntry => ({
  journal: "OD",
  date: LocalDate.make("2026-01-15"),
  label: "Test",
  lines: [
    ...debits.map((minor) => ({ account: AccountCode.make("411"), debit: money(minor, currency) })),
    ...credits.map((minor) => ({
      account: AccountCode.make("706"),
      credit: money(minor, currency),
      vatCode: "C20"
    }))
  ]
})

const nobody: ReadonlySet<Permission> = new Set()
const accountant: ReadonlySet<Permission> = new Set(["accounting:post-when-soft-locked"])
const tagOf = (answer: ReturnType<typeof checkEntry>) =>
  Result.isFailure(answer) ? answer.failure._tag : "posted"

describe("checkEntry", () => {
  it("takes an entry exactly when its sides are equal, whatever the amounts", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(amounts, amounts, fc.boolean(), (debits, others, even) => {
        const sum = debits.reduce((total, amount) => total + amount, 0n)
        const credits = even ? [sum] : others
        const equal = sum === credits.reduce((total, amount) => total + amount, 0n)
        assert.strictEqual(
          tagOf(checkEntry(entryOf(debits, credits), open, nobody)),
          equal ? "posted" : "UnbalancedEntry"
        )
      })
    )
  })

  it.each([
    [{ state: "open" }, nobody, "posted"],
    [{ state: "soft_locked" }, nobody, "PeriodClosed"],
    [{ state: "soft_locked" }, accountant, "posted"],
    [{ state: "locked" }, accountant, "PeriodClosed"],
    [{ state: "closed" }, accountant, "PeriodClosed"],
    [{ vatLocked: true }, accountant, "PeriodClosed"]
  ] as const)("a period %o answers %o with %s", (change, permissions, expected) => {
    const context = { ...open, period: { ...period, ...change } }
    assert.strictEqual(tagOf(checkEntry(entryOf([100n], [100n]), context, permissions)), expected)
  })

  it("lets an entry without VAT into a period whose VAT is locked", () => {
    const lines = entryOf([100n], [100n]).lines.map(({ vatCode: _, ...line }) => line)
    const context = { ...open, period: { ...period, vatLocked: true } }
    assert.strictEqual(tagOf(checkEntry({ ...entryOf([], []), lines }, context, nobody)), "posted")
  })

  it.each([
    [{ period: undefined }, "NoFiscalYear"],
    [{ unknownAccounts: [AccountCode.make("411")] }, "UnusableAccounts"],
    [{ inactiveAccounts: [AccountCode.make("411")] }, "UnusableAccounts"],
    [{ unknownVatCodes: ["C20"] }, "UnknownVatCodes"],
    [{ unusableSections: [{ axis: "SITE", section: "NO" }] }, "UnusableSections"],
    [
      { requiredAxes: [{ code: "SITE", requiredFor: ["1", "2", "3", "4", "5", "6", "7"] }] },
      "MissingSections"
    ]
  ] as const)("refuses what the books say is wrong: %o", (change, expected) => {
    assert.strictEqual(tagOf(checkEntry(entryOf([100n], [100n]), { ...open, ...change }, nobody)), expected)
  })

  it("refuses another currency than the books', naming the line", () => {
    const answer = checkEntry(entryOf([100n], [100n], CurrencyCode.make("USD")), open, nobody)
    assert.deepInclude(Result.isFailure(answer) ? answer.failure : {}, { _tag: "WrongCurrency", line: 1 })
  })

  it("reverses to the mirror, and the mirror to the entry", () => {
    const { lines } = entryOf([70n, 30n], [100n])
    assert.deepStrictEqual(reversedLines(reversedLines(lines)), lines)
    assert.strictEqual(
      tagOf(checkEntry({ ...entryOf([], []), lines: reversedLines(lines) }, open, nobody)),
      "posted"
    )
  })
})
