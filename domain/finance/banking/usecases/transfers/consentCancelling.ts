import { Effect } from "effect"
import type { Asked, OpenConnection } from "../../../providers/model/index.ts"
import { bankingOf } from "../bankingOf.ts"

interface Cancelled {
  readonly cancelled: true
}

const cancelled = { reference: null, outcome: { cancelled: true } } as const

/** Withdraws a consent that an order waits for. */
export const sendConsentCancel = Effect.fnUntraced(function* (connection: OpenConnection, reference: string) {
  const banking = yield* bankingOf(connection)
  yield* banking.cancelConsent(connection, reference)
  return cancelled
})

/** Whether it was withdrawn: the consent itself tells. */
export const askConsentCancel = Effect.fnUntraced(function* (connection: OpenConnection, reference: string) {
  const banking = yield* bankingOf(connection)
  const { is, word } = yield* banking.consent(connection, reference)
  switch (is) {
    case "ended":
      return { _tag: "Found", settlement: cancelled } satisfies Asked<Cancelled>
    case "given":
      return { _tag: "Refused", code: word, message: `The consent is ${word}` } satisfies Asked<Cancelled>
    case "waiting":
      return { _tag: "Absent" } satisfies Asked<Cancelled>
    default:
      return { _tag: "Pending" } satisfies Asked<Cancelled>
  }
})
