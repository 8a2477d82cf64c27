import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { intentKind } from "../../../providers/model/index.ts"
import { BankConsent } from "../requests/BankConsent.ts"
import { StandingOrderId, StandingOrderPeriod } from "./StandingOrder.ts"

/** Asks the institution for a standing order. */
export const scheduleIntent = intentKind({
  name: "banking.schedule-standing-order",
  payload: Schema.Struct({
    standingOrderId: StandingOrderId,
    order: Schema.Struct({
      accountReference: Schema.String,
      payee: Schema.Struct({ name: Schema.String, account: Schema.String }),
      amount: Money,
      label: Schema.String,
      period: StandingOrderPeriod,
      firstDate: LocalDate,
      lastDate: Schema.NullOr(LocalDate),
      mark: Schema.String,
      consentReturnUrl: Schema.String
    })
  }),
  outcome: Schema.Struct({
    reference: Schema.String,
    mark: Schema.NullOr(Schema.String),
    state: WordedAs(["consent-needed", "active", "cancelled"]),
    consent: Schema.NullOr(BankConsent),
    check: Schema.NullOr(
      Schema.Struct({
        answer: WordedAs(["match", "close-match", "no-match", "not-possible"]),
        suggestedName: Schema.NullOr(Schema.String)
      })
    ),
    nextDate: Schema.NullOr(LocalDate)
  }),
  capability: "banking.standing-orders",
  permissions: ["transfers:write"]
})

/** Asks the institution to pay it no more. */
export const cancelStandingOrderIntent = intentKind({
  name: "banking.cancel-standing-order",
  payload: Schema.Struct({ standingOrderId: StandingOrderId, reference: Schema.String }),
  outcome: Schema.Struct({ cancelled: Schema.Literal(true) }),
  capability: "banking.standing-orders",
  permissions: ["transfers:write"]
})
