import { Option, Result, Schema } from "effect"
import type { ToldChargeback } from "../../domain/finance/payments/model/index.ts"
import { withoutCardNumbers } from "../../domain/shared/CardNumber.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { toMinor } from "../../domain/shared/Money.ts"
import { Label } from "../../domain/shared/Text.ts"
import { maskedOf } from "./vault.ts"

const Word = Schema.Union([Schema.String, Schema.Number])
const Text = Schema.optional(Schema.NullOr(Word))

const Chargebacks = Schema.fromJsonString(
  Schema.Struct({
    event_body: Schema.Struct({
      chargebacks: Schema.Array(
        Schema.Struct({ id: Word, date: Text, cc_number: Text, amount: Word, reason: Text })
      )
    })
  })
)

const decode = Schema.decodeUnknownOption(Chargebacks)

/** What a signed notification tells of chargebacks, all of them or nothing: they cannot be read again. */
export const toldChargebacks = (body: Uint8Array): Option.Option<ReadonlyArray<ToldChargeback>> =>
  Option.flatMap(decode(new TextDecoder().decode(body)), ({ event_body }) => {
    const told = event_body.chargebacks.map((one) => {
      const amount = Result.getOrElse(toMinor(textOf(one.amount), 2), () => 0n)
      return {
        gatewayReference: textOf(one.id),
        amount: amount < 0n ? -amount : amount,
        reason: reasonOf(textOf(one.reason)),
        masked: maskedOf(textOf(one.cc_number)),
        on: dayOf(textOf(one.date))
      }
    })
    const isWhole = told.every((one) => isReference(one.gatewayReference) && one.amount > 0n)
    return isWhole && told.length > 0 ? Option.some(told) : Option.none()
  })

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? "" : String(value).trim()

const isReference = (text: string) => /^[\x21-\x7e]{1,60}$/u.test(text)

/** One printable line without a card number; a dash where none is given. */
const reasonOf = (text: string) => {
  const line = withoutCardNumbers(text).slice(0, 200)
  return Schema.is(Label)(line) ? line : "-"
}

/** `YYYYMMDD` with or without a time, or `YYYY-MM-DD`: how the day is written is not documented. */
const dayOf = (text: string): LocalDate | null => {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  return Schema.is(LocalDate)(date) ? date : null
}
