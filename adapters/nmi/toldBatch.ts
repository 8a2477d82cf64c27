import { Option, Result, Schema } from "effect"
import type { ToldBatch } from "../../domain/finance/payments/model/index.ts"
import { toMinor } from "../../domain/shared/Money.ts"

const Text = Schema.optional(Schema.NullOr(Schema.Union([Schema.String, Schema.Number])))

const Settlement = Schema.fromJsonString(
  Schema.Struct({
    event_id: Schema.String,
    event_type: Schema.String,
    event_body: Schema.Struct({
      batch_id: Text,
      count: Text,
      amount: Text,
      transaction_ids: Schema.optional(
        Schema.NullOr(Schema.Array(Schema.Union([Schema.String, Schema.Number])))
      )
    })
  })
)

const decode = Schema.decodeUnknownOption(Settlement)

/**
 * What a signed notification tells of a batch: it cannot be read again. One that failed names no transaction; nothing
 * is known of one whose sum or transactions cannot be read.
 */
export const toldBatch = (body: Uint8Array): Option.Option<ToldBatch> =>
  Option.flatMap(decode(new TextDecoder().decode(body)), ({ event_body, event_id, event_type }) => {
    const { amount, batch_id, count, transaction_ids } = event_body
    const failed = event_type.split(".").includes("failure")
    const gross = toMinor(textOf(amount), 2)
    if (!failed && (Result.isFailure(gross) || (transaction_ids ?? []).length === 0)) return Option.none()
    const counted = /^\d{1,9}$/.exec(textOf(count))
    return Option.some({
      gatewayBatch: textOf(batch_id) || event_id,
      failed,
      count: counted === null ? null : Number(counted[0]),
      gross: Result.getOrElse(gross, () => null),
      gatewayReferences: failed ? [] : (transaction_ids ?? []).map((one) => String(one))
    })
  })

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? "" : String(value).trim()
