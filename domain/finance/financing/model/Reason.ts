import { Schema } from "effect"

/** Why a financer said no: its own code, and its own words for it where it gives some. */
export const Reason = Schema.Struct({
  code: Schema.String.annotate({ examples: ["INVOICE_ALREADY_FINANCED"] }),
  fr: Schema.String.annotate({ examples: ["Cette facture est déjà financée"] }),
  en: Schema.String.annotate({ examples: ["This invoice is already financed"] })
}).annotate({ identifier: "FinancingReason" })
export type Reason = typeof Reason.Type
