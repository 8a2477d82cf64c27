import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { type IntentKind, intentKind } from "../../../providers/model/index.ts"
import { TransferId, TransferRoute, TransferSpeed } from "./Transfer.ts"
import type { OrderCapability } from "./TransferOrder.ts"

/** What is asked of the institution. The token of the payee's check serves this one order. */
const OrderToSend = Schema.Struct({
  transferId: TransferId,
  order: Schema.Struct({
    accountReference: Schema.String,
    payee: Schema.Struct({ name: Schema.String, account: Schema.String }),
    route: TransferRoute,
    amount: Money,
    label: Schema.String,
    endToEndReference: Schema.String,
    speed: TransferSpeed,
    executionDate: Schema.NullOr(LocalDate),
    payeeCheckToken: Schema.NullOr(Schema.String),
    consentReturnUrl: Schema.String
  })
})
export type OrderToSend = typeof OrderToSend.Type

/** The order as it was taken. */
export const Placed = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(["consent-needed", "accepted", "rejected"]),
  consent: Schema.NullOr(Schema.Struct({ reference: Schema.String, url: Schema.String })),
  reason: Schema.NullOr(Schema.String)
})
export type Placed = typeof Placed.Type

const orderIntent = (name: OrderCapability): IntentKind<string, OrderToSend, Placed> =>
  intentKind({
    name,
    payload: OrderToSend,
    outcome: Placed,
    capability: name,
    permissions: ["transfers:write"]
  })

/** The kind of intent that sends an order, by what the institution must be able to do. */
export const orderIntents: Readonly<Record<OrderCapability, ReturnType<typeof orderIntent>>> = {
  "banking.transfer": orderIntent("banking.transfer"),
  "banking.scheduled-transfer": orderIntent("banking.scheduled-transfer"),
  "banking.instant-transfer": orderIntent("banking.instant-transfer"),
  "banking.internal-transfer": orderIntent("banking.internal-transfer")
}

/** Asks the institution to withdraw the consent that an order waits for: nobody can give it any more. */
export const cancelConsentIntent = intentKind({
  name: "banking.cancel-consent",
  payload: Schema.Struct({ transferId: TransferId, consentReference: Schema.String }),
  outcome: Schema.Struct({ cancelled: Schema.Literal(true) }),
  capability: "banking.cancel-transfer",
  permissions: ["transfers:write"]
})

/** Asks the institution to cancel a transfer that is to come. */
export const cancelTransferIntent = intentKind({
  name: "banking.cancel-transfer",
  payload: Schema.Struct({ transferId: TransferId, movementReference: Schema.String }),
  outcome: Schema.Struct({ cancelled: Schema.Literal(true) }),
  capability: "banking.cancel-transfer",
  permissions: ["transfers:write"]
})
