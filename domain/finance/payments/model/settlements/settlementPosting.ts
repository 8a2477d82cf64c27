import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import type { FinancialEvent } from "../../../accounting/model/index.ts"
import { type SettlementBatch, SettlementBatchId } from "./SettlementBatch.ts"

/** Posts what was paid out of a batch, through the posting rules, once. */
export const postSettlementKind = jobKind({
  name: "payments.post-settlement",
  payload: Schema.Struct({ settlementBatchId: SettlementBatchId, vatCode: Schema.NullOr(Schema.String) }),
  permissions: [],
  maxAttempts: 20
})

/**
 * The financial event of a batch whose statement is known: its gross leaves the clearing account (the control account
 * of the rule), as what was paid out (product `NET`) and what it cost (product `FEES`).
 */
export const settlementPosting = (
  { fees, feesVat, gatewayBatch, id, net, paidOn, statementRef }: SettlementBatch,
  vatCode: string | null
): FinancialEvent | undefined => {
  if (fees === null || feesVat === null || net === null || paidOn === null) return undefined
  const zero = money(0n, net.currency)
  const cost =
    fees.minor === 0n && feesVat.minor === 0n
      ? []
      : [item("FEES", fees, feesVat, vatCode === null ? {} : { vatCode })]
  return {
    id: `settlement:${id}`,
    type: "payments.settled",
    date: paidOn,
    label: `Remise carte ${gatewayBatch}`,
    ...(statementRef === null ? {} : { documentRef: statementRef }),
    items: [item("NET", net, zero, {}), ...cost]
  }
}

const item = (product: string, net: Money, vat: Money, code: { readonly vatCode?: string }) => ({
  product,
  ...code,
  net,
  vat
})
