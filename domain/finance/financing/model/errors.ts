import { Schema } from "effect"
import { Money } from "../../../shared/Money.ts"
import { Code } from "../../../shared/Text.ts"
import { AdvanceId, AdvanceState } from "./Advance.ts"
import { FinancedInvoiceId, FinancedInvoiceState } from "./FinancedInvoice.ts"

/** The invoice has a live advance: an invoice is financed once. */
export class InvoiceAlreadyFinanced extends Schema.TaggedError<InvoiceAlreadyFinanced>()(
  "InvoiceAlreadyFinanced",
  { advanceId: AdvanceId, state: AdvanceState },
  { httpApiStatus: 409 }
) {}

/** The same seller's invoice of this number to this buyer is with a financer already. */
export class InvoiceAlreadyPresented extends Schema.TaggedError<InvoiceAlreadyPresented>()(
  "InvoiceAlreadyPresented",
  { financedInvoiceId: FinancedInvoiceId, state: FinancedInvoiceState },
  { httpApiStatus: 409 }
) {}

/** An invoice that cannot be presented as it is: the fields that it lacks, and the rules that it breaks. */
export class InvoiceNotReady extends Schema.TaggedError<InvoiceNotReady>()(
  "InvoiceNotReady",
  {
    missing: Schema.Array(Schema.String).annotate({ examples: [["dueOn", "document"]] }),
    wrong: Schema.Array(Schema.Literals(["sums", "total", "dates"]))
  },
  { httpApiStatus: 422 }
) {}

/** No line of the customer accounts names this customer. */
export class UnknownCustomer extends Schema.TaggedError<UnknownCustomer>()(
  "UnknownCustomer",
  { code: Code },
  { httpApiStatus: 422 }
) {}

/** More is asked for than the invoice is worth, or in another currency. */
export class AdvanceTooLarge extends Schema.TaggedError<AdvanceTooLarge>()(
  "AdvanceTooLarge",
  { asked: Money, total: Money },
  { httpApiStatus: 422 }
) {}
