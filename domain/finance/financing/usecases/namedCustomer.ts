import { Effect, Option } from "effect"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { UnknownCustomer } from "../model/index.ts"

/** An invoice with the customer of its code as the books know it. Fails on a code that no customer account names. */
export const namedCustomer = Effect.fnUntraced(function* <I extends { readonly customer?: string }>({
  customer: code,
  ...invoice
}: I) {
  if (code === undefined) return invoice
  const { customer } = yield* Ledger
  const found = yield* customer(code)
  if (Option.isNone(found)) return yield* new UnknownCustomer({ code })
  return { ...invoice, customer: found.value }
})
