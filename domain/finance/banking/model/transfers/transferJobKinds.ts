import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { TransferId } from "./Transfer.ts"

const payload = Schema.Struct({ transferId: TransferId })

/** Asks whether the payee's name fits the account, and sends the order on a match. Tried for about half an hour. */
export const checkPayeeKind = jobKind({
  name: "banking.check-payee",
  payload,
  permissions: ["transfers:write"],
  maxAttempts: 15
})

/** Reads an order and its movements again. What is not over by then is read again by a later job. */
export const followTransferKind = jobKind({
  name: "banking.follow-transfer",
  payload,
  permissions: [],
  maxAttempts: 3
})

/** Posts the entry of a transfer that was booked, and reverses it when the money came back, once each. */
export const postTransferKind = jobKind({
  name: "banking.post-transfer",
  payload,
  permissions: [],
  maxAttempts: 20
})
