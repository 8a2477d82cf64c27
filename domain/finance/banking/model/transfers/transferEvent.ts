import { money } from "../../../../shared/Money.ts"
import type { AccountCode, FinancialEvent } from "../../../accounting/model/index.ts"
import type { Transfer } from "./Transfer.ts"

/**
 * What a booked transfer means for the books: `transfers.booked`, of the day it was booked. The `product` of its item is
 * the ledger account of the bank account, so that a company with several has a posting rule for each, or one for all.
 */
export const transferEvent = (
  { amount, documentRef, id, label, party }: Transfer,
  date: NonNullable<Transfer["bookedOn"]>,
  ledgerAccount: AccountCode | null
): FinancialEvent => ({
  id: `transfer:${id}`,
  type: "transfers.booked",
  date,
  label,
  ...(documentRef === null ? {} : { documentRef }),
  ...(party === null ? {} : { party }),
  items: [
    {
      ...(ledgerAccount === null ? {} : { product: ledgerAccount }),
      net: amount,
      vat: money(0n, amount.currency)
    }
  ]
})
