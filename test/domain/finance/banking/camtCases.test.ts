import { assert, it } from "@effect/vitest"
import { Schema } from "effect"
import { casesOf, onBenchFiles, read, textOf } from "./benchCases.ts"

const Money = Schema.Struct({
  getAmount: Schema.String,
  getCurrency: Schema.Struct({ getCode: Schema.String })
})
const Day = Schema.Struct({ "0": Schema.String })
const Entry = Schema.Struct({
  getAccountServicerReference: Schema.NullOr(Schema.String),
  getAmount: Money,
  getBookingDate: Day,
  getValueDate: Day,
  getStatus: Schema.String,
  getRecord: Schema.Struct({
    getId: Schema.String,
    getAccount: Schema.Struct({ getIdentification: Schema.String }),
    getBalances: Schema.Array(Schema.Struct({ getAmount: Money, getDate: Day, getType: Schema.String }))
  })
})
const Golden = Schema.Struct({ getEntries: Schema.Array(Entry) })

const sum = ({ getAmount, getCurrency }: typeof Money.Type) => `${getAmount} ${getCurrency.getCode}`
const day = (date: typeof Day.Type) => date["0"].slice(0, 10)

onBenchFiles("CAMT.053", () => {
  it.each(casesOf("camt053"))("$id is read as its golden result says", ({ expected = "", file = "" }) => {
    const { statements } = read(file)
    const golden = Schema.decodeUnknownSync(Golden)(JSON.parse(textOf(expected))).getEntries
    assert.deepStrictEqual(
      statements
        .flatMap(({ lines }) => lines)
        .map((line) => ({
          amount: `${line.minor} ${line.currency}`,
          dates: `${line.bookingDate} ${line.valueDate}`,
          reference: line.references.bank,
          booked: line.status === "booked"
        })),
      golden.map((entry) => ({
        amount: sum(entry.getAmount),
        dates: `${day(entry.getBookingDate)} ${day(entry.getValueDate)}`,
        reference: entry.getAccountServicerReference,
        booked: entry.getStatus === "BOOK"
      }))
    )
    const record = golden[0]?.getRecord
    const [statement] = statements
    const balance = (type: string) => record?.getBalances.find(({ getType }) => getType === type)
    for (const [type, found] of [
      ["opening", statement?.opening],
      ["closing", statement?.closing]
    ] as const) {
      const one = balance(type)
      assert.strictEqual(
        `${found?.minor} ${found?.currency} ${found?.date}`,
        one && `${sum(one.getAmount)} ${day(one.getDate)}`
      )
    }
    assert.strictEqual(statement?.otherBalances.length, (record?.getBalances.length ?? 0) - 2)
    assert.strictEqual(statement?.statementId, record?.getId)
    assert.strictEqual(
      statement?.account.iban ?? statement?.account.other,
      record?.getAccount.getIdentification
    )
  })
})
