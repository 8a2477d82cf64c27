import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import * as fc from "fast-check"
import { AccountCode, EntryLine } from "../../../../../domain/finance/accounting/model/index.ts"
import {
  absolute,
  bankEntry,
  BankLine,
  bankLineStep,
  BankLineState
} from "../../../../../domain/finance/banking/model/index.ts"
import { Label } from "../../../../../domain/shared/Text.ts"

const lineOf = (change: object = {}): BankLine =>
  Schema.decodeUnknownSync(BankLine)({
    id: "01990000-0000-7000-8000-000000000001",
    bankAccountId: "01990000-0000-7000-8000-000000000002",
    status: "booked",
    state: "open",
    bookingDate: "2026-01-15",
    valueDate: null,
    amount: { amount: "120.00", currency: "EUR" },
    label: "VIR SEPA DUPONT",
    reference: null,
    counterparty: null,
    references: {},
    bankCode: null,
    reversal: false,
    entryId: null,
    version: 1,
    ...change
  })

const accounts = {
  journal: "BQ",
  from: AccountCode.make("512"),
  posting: { account: AccountCode.make("411") }
}

const sides = ({ lines }: ReturnType<typeof bankEntry>) =>
  lines.map(({ account, debit }) => `${account} ${debit?.minor.toString() ?? "credit"}`)

const steps: Readonly<Record<BankLineState, ReadonlyArray<string>>> = {
  open: ["suspense", "posted"],
  suspense: ["posted"],
  posted: []
}

describe("bankEntry", () => {
  it("debits the bank for money that came in, and credits it for money that went out", () => {
    const cameIn = bankEntry(lineOf(), absolute(lineOf().amount), accounts)
    assert.deepStrictEqual(sides(cameIn), ["512 12000", "411 credit"])
    const out = lineOf({ amount: { amount: "-7.90", currency: "EUR" } })
    assert.deepStrictEqual(sides(bankEntry(out, absolute(out.amount), accounts)), ["411 790", "512 credit"])
  })

  it("makes lines and a label that the books take, whatever text the bank wrote", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: "binary" }),
        fc.string({ maxLength: 400 }),
        (label, reference) => {
          const line = { ...lineOf(), label, reference }
          const entry = bankEntry(line, absolute(line.amount), accounts)
          assert.isTrue(Schema.is(Label)(entry.label))
          assert.isTrue(entry.documentRef === undefined || Schema.is(Label)(entry.documentRef))
          assert.isTrue(entry.lines.every((one) => Schema.is(EntryLine)(one)))
        }
      )
    )
  })

  it.each(
    BankLineState.literals.flatMap((state) =>
      (["booked", "pending", "information"] as const).flatMap((status) =>
        (["suspense", "posted"] as const).map((to) => [status, state, to] as const)
      )
    )
  )("a %s line that is %s to %s", (status, state, to) => {
    const legal = status === "booked" && steps[state].includes(to)
    assert.strictEqual(Result.isSuccess(bankLineStep({ ...lineOf(), status, state }, to)), legal)
  })
})
