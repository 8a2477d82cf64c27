import { Effect, Schema } from "effect"
import type { CreditFile, CreditFileRead, CreditOrder } from "../../domain/finance/financing/model/index.ts"
import { IntentId, type OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { CreditProvider } from "../../ports/finance/CreditProvider.ts"
import type { Calls } from "./calls.ts"
import {
  ApplicationRead,
  applicationState,
  grantedIn,
  LoanRead,
  payoutIssued,
  PayoutRead,
  rateOf,
  sumOf
} from "./wire.ts"

/** Business fronting loans: applied for, made and paid out. */
export const frontingLoans = ({ ask, send }: Calls): Omit<CreditProvider, "capabilities"> => ({
  apply: (connection, order, key) =>
    Effect.map(
      send(
        connection,
        { operation: "apply", method: "POST", path: "", body: bodyOf(connection, order, key) },
        ApplicationRead,
        "keyed"
      ),
      fileOf
    ),
  file: (connection, reference) =>
    Effect.map(
      ask(connection, { operation: "application", method: "GET", path: pathOf(reference) }, ApplicationRead),
      readOf
    ),
  makeLoan: (connection, reference) =>
    Effect.map(
      send(
        connection,
        {
          operation: "make-loan",
          method: "PUT",
          path: `${pathOf(reference)}/loan`,
          body: settlement(connection)
        },
        LoanRead
      ),
      (loan): CreditFile => ({
        reference,
        state: { is: "loan-made", word: loan.status ?? "loan_created" },
        loanReference: loan.id,
        granted: grantedIn(loan, connection.settings["rateUnit"])
      })
    ),
  payOut: (connection, reference) =>
    Effect.map(
      send(
        connection,
        {
          operation: "pay-out",
          method: "POST",
          path: `${pathOf(reference)}/payout`,
          body: settlement(connection)
        },
        PayoutRead
      ),
      ({ status }): CreditFile => ({
        reference,
        state: { is: status === payoutIssued ? "paid-out" : "loan-made", word: status ?? "payout" },
        loanReference: null
      })
    )
})

const pathOf = (reference: string) => `/${encodeURIComponent(reference)}`

const settlement = ({ settings }: OpenConnection) => ({
  settlement_account_iban: settings["settlementIban"] ?? ""
})

const bodyOf = ({ settings }: OpenConnection, order: CreditOrder, key: IntentId) => ({
  requested_amount: sumOf(order.amount),
  duration: order.months,
  nominal_interest_rate: rateOf(order.nominalRate, settings["rateUnit"]),
  effective_interest_rate: rateOf(order.effectiveRate, settings["rateUnit"]),
  purpose: order.purpose.trim(),
  recipient_name: order.payToName.trim(),
  recipient_iban: order.payToIban,
  partner_reference_number: key,
  ...(order.contact === null
    ? {}
    : {
        partner_contact_name: order.contact.name.trim(),
        partner_contact_number: order.contact.phone
      })
})

const fileOf = ({ id, loan_id, status }: ApplicationRead): CreditFile => {
  const { is, word } = applicationState(status)
  return { reference: id, state: { is, word }, loanReference: loan_id ?? null }
}

const readOf = (application: ApplicationRead): CreditFileRead => {
  const { partner_reference_number: ours } = application
  return { ...fileOf(application), request: isIntentId(ours) ? ours : null }
}

const isIntentId = Schema.is(IntentId)
