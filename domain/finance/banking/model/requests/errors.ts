import { Schema } from "effect"

const Reference = Schema.String.annotate({ examples: ["mandate-1"] })

/** The account has no mandate like this one, as it was when last read. */
export class MandateNotThere extends Schema.TaggedError<MandateNotThere>()(
  "MandateNotThere",
  { mandateReference: Reference },
  { httpApiStatus: 422 }
) {}

/** The mandate is in no state in which it can become what is asked for. */
export class MandateNotChangeable extends Schema.TaggedError<MandateNotChangeable>()(
  "MandateNotChangeable",
  {
    mandateReference: Reference,
    state: Schema.String.annotate({ examples: ["Canceled"] }),
    to: Schema.String.annotate({ examples: ["suspended"] })
  },
  { httpApiStatus: 409 }
) {}

/** Only a whole booked direct debit that somebody took from the account comes back. */
export class DebitNotReturnable extends Schema.TaggedError<DebitNotReturnable>()(
  "DebitNotReturnable",
  {
    transactionReference: Schema.String.annotate({ examples: ["tx-1"] }),
    kind: Schema.String.annotate({ examples: ["SepaCreditTransferOut"] }),
    state: Schema.String.annotate({ examples: ["Booked"] })
  },
  { httpApiStatus: 409 }
) {}

/** The same mandate or debit has a request that has not ended, or the debit came back already. */
export class BankRequestUnderWay extends Schema.TaggedError<BankRequestUnderWay>()(
  "BankRequestUnderWay",
  {
    bankRequestId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1aa1"] }),
    state: Schema.String.annotate({ examples: ["consent_pending"] })
  },
  { httpApiStatus: 409 }
) {}
