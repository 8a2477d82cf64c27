import { Effect, Option } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { askedNow } from "../../providers/usecases/index.ts"
import { type InvoiceRead, invoiceVersion, presentInvoiceKind } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { financingOf } from "./financingOf.ts"
import { observeInvoice } from "./observe.ts"

/**
 * What a notification about an invoice brings: the invoice as the financer has it now. One whose presentation has not
 * ended here ends it. One that nobody here presented changes nothing.
 */
export const applyFinancedInvoice = notificationApplier<AppliedPorts>({
  concern: "financing.invoice",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { invoiceCalled } = yield* Financings
      const { invoice } = yield* financingOf(connection, "financing.invoices")
      const seen = yield* invoice(connection, reference)
      const known = yield* invoiceCalled(connection.id, reference)
      const asOf = invoiceVersion(seen)
      if (Option.isSome(known)) {
        return { _tag: "Apply", asOf, write: Effect.orDie(observeInvoice(known.value.id, seen)) } as const
      }
      const ends = yield* endsOfPresentations(connection, seen)
      return ends.length === 0
        ? ({ _tag: "Ignored", reason: "not an invoice of ours" } as const)
        : ({ _tag: "Apply", asOf, write: Effect.all(ends, { discard: true }) } as const)
    })
})

/** The presentations under this number that the financer now says to have ended. */
const endsOfPresentations = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { number }: InvoiceRead
) {
  const { presenting } = yield* Financings
  const { live } = yield* ProviderIntents
  const ours = number === null ? [] : yield* presenting(connection.id, number)
  const intents = yield* Effect.forEach(ours, ({ id }) => live(presentInvoiceKind.name, id))
  const asked = yield* Effect.forEach(intents.flatMap(Option.toArray), ({ id }) => askedNow(id, connection))
  return asked.flatMap(Option.toArray)
})
