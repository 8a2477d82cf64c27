import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import * as fc from "fast-check"
import {
  AccountCode,
  entryOfEvent,
  type EventItem,
  FinancialEvent,
  type NewPostingRule,
  ruleFor,
  samePosting,
  sideOf,
  type VatCode,
  withProposed
} from "../../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../../domain/shared/Money.ts"

const account = (code: string) => AccountCode.make(code)
const eur = (minor: bigint) => money(minor, EUR)

const base: NewPostingRule = {
  eventType: "sales.invoice",
  journal: "VE",
  controlAccount: account("411"),
  netAccount: account("706"),
  side: "debit"
}

const vatCode = (code: string, posted: string, active = true): VatCode => ({
  id: "01990000-0000-7000-8000-000000000001",
  code,
  label: code,
  rateBasisPoints: 2000,
  direction: "collected",
  account: account(posted),
  active,
  version: 1
})
const vatCodes = [vatCode("C20", "44571"), vatCode("C10", "445710"), vatCode("OLD", "44571", false)]

const eventOf = (...items: ReadonlyArray<EventItem>): FinancialEvent => ({
  id: "e1",
  type: "sales.invoice",
  date: LocalDate.make("2026-01-31"),
  label: "Facture",
  party: { code: "C001", label: "Dupont" },
  items
})

const item = (net: bigint, vat: bigint, rest: Partial<EventItem> = {}): EventItem => ({
  net: eur(net),
  vat: eur(vat),
  ...rest
})

const linesOf = (event: FinancialEvent, rules: ReadonlyArray<NewPostingRule>) =>
  Result.getOrThrow(entryOfEvent(event, rules, vatCodes)).lines.map((line) => [
    line.account,
    (line.debit?.minor ?? 0n) - (line.credit?.minor ?? 0n)
  ])

const refusalOf = (event: FinancialEvent, rules: ReadonlyArray<NewPostingRule>) =>
  Result.getOrUndefined(Result.flip(entryOfEvent(event, rules, vatCodes)))

describe("entryOfEvent", () => {
  it("names the party where the customer's or supplier's account is, also when that is the net account", () => {
    const named = (controlAccount: string, netAccount: string) =>
      Result.getOrThrow(
        entryOfEvent(
          { ...eventOf(item(10_000n, 0n)), dueDate: LocalDate.make("2026-02-28") },
          [{ ...base, controlAccount: account(controlAccount), netAccount: account(netAccount) }],
          vatCodes
        )
      ).lines.map((line) => [line.account, line.party?.code, line.dueDate])
    const owed = ["C001", "2026-02-28"]
    const none = [undefined, undefined]
    assert.deepStrictEqual(named("467", "411"), [
      ["467", ...none],
      ["411", ...owed]
    ])
    assert.deepStrictEqual(named("512", "4011"), [
      ["512", ...none],
      ["4011", ...owed]
    ])
    assert.deepStrictEqual(named("411", "467"), [
      ["411", ...owed],
      ["467", ...none]
    ])
    assert.deepStrictEqual(named("421", "706"), [
      ["421", ...owed],
      ["706", ...none]
    ])
  })

  it("keeps the VAT amounts of the sender, whichever way they were rounded", () => {
    const byLine = eventOf(item(333n, 67n, { vatCode: "C20" }), item(333n, 67n, { vatCode: "C20" }))
    const byTotal = eventOf(item(333n, 67n, { vatCode: "C20" }), item(333n, 66n, { vatCode: "C20" }))
    assert.deepStrictEqual(linesOf(byLine, [base]), [
      ["411", 800n],
      ["706", -666n],
      ["44571", -134n]
    ])
    assert.deepStrictEqual(linesOf(byTotal, [base]).at(-1), ["44571", -133n])
  })

  it("puts a discount with what it discounts, and a negative whole on the other side", () => {
    const discounted = eventOf(
      item(10_000n, 2_000n, { vatCode: "C20" }),
      item(-1_000n, -200n, { vatCode: "C20" })
    )
    assert.deepStrictEqual(linesOf(discounted, [base])[0], ["411", 10_800n])
    assert.deepStrictEqual(linesOf(eventOf(item(-500n, 0n)), [base]), [
      ["411", -500n],
      ["706", 500n]
    ])
  })

  it("says which items have no rule, no VAT account, an unknown VAT code or another journal", () => {
    const only = { ...base, product: "POSE" }
    const refusal = refusalOf(eventOf(item(1n, 0n, { product: "POSE" }), item(1n, 0n)), [only])
    assert.deepInclude(refusal, {
      _tag: "NoPostingRule",
      items: [{ item: 2, product: null, vatCode: null }]
    })
    assert.deepInclude(refusalOf(eventOf(item(1n, 1n)), [base]), { _tag: "NoVatAccount", items: [1] })
    const codes = eventOf(item(1n, 0n, { vatCode: "OLD" }), item(1n, 0n, { vatCode: "NO" }))
    assert.deepInclude(refusalOf(codes, [base]), { _tag: "UnknownVatCodes", codes: ["OLD", "NO"] })
    const elsewhere = [base, { ...only, journal: "OD" }]
    assert.deepInclude(refusalOf(eventOf(item(1n, 0n), item(1n, 0n, { product: "POSE" })), elsewhere), {
      _tag: "SeveralJournals",
      journals: ["VE", "OD"]
    })
    assert.deepInclude(refusalOf(eventOf(item(0n, 0n)), [base]), { _tag: "NothingToPost" })
  })

  it("always balances, has no empty line, and adds up to what was sent", () => {
    const amount = fc.bigInt({ min: -1_000_000n, max: 1_000_000n })
    const items = fc.array(
      fc.record({
        net: amount.map(eur),
        vat: amount.map(eur),
        vatCode: fc.constantFrom("C20", "C10"),
        product: fc.constantFrom("POSE", "BOIS", "VIS")
      }),
      { minLength: 1, maxLength: 40 }
    )
    const rules = [
      base,
      { ...base, product: "BOIS", netAccount: account("707") },
      { ...base, vatCode: "C10", controlAccount: account("4117"), netAccount: account("708") },
      { ...base, product: "VIS", vatCode: "C20", side: "credit" as const }
    ]
    fc.assert(
      fc.property(items, (sent) => {
        const answer = entryOfEvent(eventOf(...sent), rules, vatCodes)
        if (Result.isFailure(answer)) return assert.strictEqual(answer.failure._tag, "NothingToPost")
        const { lines } = answer.success
        const total = lines.reduce(
          (sum, { credit, debit }) => sum + (debit?.minor ?? 0n) - (credit?.minor ?? 0n),
          0n
        )
        assert.strictEqual(total, 0n)
        assert.isTrue(lines.every((line) => sideOf(line).minor > 0n))
        assert.isAtLeast(lines.length, 2)
        const vat = lines
          .filter(({ account: code }) => code.startsWith("445"))
          .reduce((sum, { credit, debit }) => sum + (credit?.minor ?? 0n) - (debit?.minor ?? 0n), 0n)
        const sentVat = sent.reduce(
          (sum, one) =>
            sum + (one.product === "VIS" && one.vatCode === "C20" ? -one.vat.minor : one.vat.minor),
          0n
        )
        assert.strictEqual(vat, sentVat)
        assert.isTrue(samePosting(answer.success, { ...answer.success, lines: lines.toReversed() }))
      })
    )
  })
})

describe("an event with pairs of currencies", () => {
  const usd = (minor: bigint) => money(minor, CurrencyCode.make("USD"))
  const pair = (net: bigint, foreign: bigint, rest: Partial<EventItem> = {}): EventItem => ({
    net: eur(net),
    vat: eur(0n),
    foreign: { net: usd(foreign), vat: usd(0n) },
    ...rest
  })

  it("keeps both amounts on every line", () => {
    const sent = eventOf(
      pair(10_000n, 11_000n),
      pair(-1_000n, -1_100n),
      pair(500n, 551n, { product: "BOIS" })
    )
    const rules = [base, { ...base, product: "BOIS", netAccount: account("707") }]
    assert.deepStrictEqual(
      Result.getOrThrow(entryOfEvent(sent, rules, vatCodes)).lines.map((line) => [
        line.account,
        sideOf(line).minor,
        line.foreign
      ]),
      [
        [account("411"), 9_500n, usd(10_451n)],
        [account("706"), 9_000n, usd(9_900n)],
        [account("707"), 500n, usd(551n)]
      ]
    )
  })

  it("refuses amounts that come to different sides in the two currencies", () => {
    const sent = eventOf(pair(10_000n, 11_000n), pair(-9_900n, -11_000n))
    assert.deepInclude(refusalOf(sent, [base]), {
      _tag: "CurrencyPairApart",
      account: account("411"),
      amount: eur(100n),
      foreign: usd(0n)
    })
  })

  it.each([
    ["only some items", [pair(100n, 110n), item(100n, 0n)]],
    [
      "two foreign currencies",
      [pair(100n, 110n), { ...item(1n, 0n), foreign: { net: eur(1n), vat: eur(0n) } }]
    ],
    ["the books' own currency", [{ ...item(1n, 0n), foreign: { net: eur(1n), vat: eur(0n) } }]],
    ["the other sign", [pair(100n, -110n)]],
    ["nothing for something", [pair(100n, 0n)]],
    ["VAT in one currency alone", [{ ...item(100n, 20n), foreign: { net: usd(110n), vat: usd(0n) } }]]
  ])("is no event with %s", (_, items) => {
    assert.isFalse(Schema.is(FinancialEvent)(eventOf(...items)))
  })

  it("balances in both currencies, whatever the rates", () => {
    const amount = fc.tuple(fc.bigInt({ min: 1n, max: 1_000_000n }), fc.bigInt({ min: 1n, max: 1_000_000n }))
    const items = fc.array(fc.tuple(amount, amount, fc.boolean(), fc.constantFrom("C20", "C10")), {
      minLength: 1,
      maxLength: 30
    })
    fc.assert(
      fc.property(items, (drawn) => {
        const sent = drawn.map(([[net, netUsd], [vat, vatUsd], back, code]): EventItem => {
          const factor = back ? -1n : 1n
          const foreign = { net: usd(factor * netUsd), vat: usd(factor * vatUsd) }
          return item(factor * net, factor * vat, { foreign, vatCode: code })
        })
        assert.isTrue(Schema.is(FinancialEvent)(eventOf(...sent)))
        const answer = entryOfEvent(eventOf(...sent), [base], vatCodes)
        if (Result.isFailure(answer)) {
          return assert.include(["CurrencyPairApart", "NothingToPost"], answer.failure._tag)
        }
        const totals = answer.success.lines.map(({ credit, debit, foreign }) => {
          const factor = debit === undefined ? -1n : 1n
          return [factor * (debit ?? credit ?? eur(0n)).minor, factor * (foreign?.minor ?? 0n)] as const
        })
        assert.strictEqual(
          totals.reduce((sum, [minor]) => sum + minor, 0n),
          0n
        )
        assert.strictEqual(
          totals.reduce((sum, [, foreign]) => sum + foreign, 0n),
          0n
        )
        assert.isTrue(
          answer.success.lines.every(({ foreign }) => foreign !== undefined && foreign.minor > 0n)
        )
      })
    )
  })
})

describe("ruleFor", () => {
  const rules = [
    { netAccount: "default" },
    { vatCode: "C20", netAccount: "vat" },
    { product: "POSE", netAccount: "product" },
    { product: "POSE", vatCode: "C20", netAccount: "both" }
  ]

  it.each([
    [{ product: "POSE", vatCode: "C20" }, ["both", "product", "vat", "default"]],
    [{ product: "POSE", vatCode: "C10" }, ["product", "default"]],
    [{ product: "BOIS", vatCode: "C20" }, ["vat", "default"]],
    [{ product: "BOIS" }, ["default"]],
    [{}, ["default"]]
  ])("takes the most specific rule for %o, then the next one when it is not there", (wanted, expected) => {
    const left = [...rules]
    const found: Array<string> = []
    for (let rule = ruleFor(left, wanted); rule !== undefined; rule = ruleFor(left, wanted)) {
      found.push(rule.netAccount)
      left.splice(left.indexOf(rule), 1)
    }
    assert.deepStrictEqual(found, expected)
  })

  it("replaces the rule for the same items, and removes it when it is switched off", () => {
    const other = { ...base, netAccount: account("707") }
    assert.deepStrictEqual(withProposed([base], [other]), [other])
    assert.deepStrictEqual(withProposed([base], [{ ...base, active: false }]), [])
    assert.strictEqual(withProposed([base], [{ ...other, product: "POSE" }]).length, 2)
  })
})
