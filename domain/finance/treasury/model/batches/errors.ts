import { Schema } from "effect"
import { MoneySum } from "../../../../shared/Money.ts"

const DueItemText = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11"] })
const BatchText = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"] })

/** Another batch holds the item, or it has been paid. */
export class DueItemTaken extends Schema.TaggedError<DueItemTaken>()(
  "DueItemTaken",
  { dueItemId: DueItemText },
  { httpApiStatus: 409 }
) {}

/** The books say less than the item: it was settled, or partly, since it was entered. */
export class DueItemSettled extends Schema.TaggedError<DueItemSettled>()(
  "DueItemSettled",
  { dueItemId: DueItemText, amount: MoneySum, open: MoneySum },
  { httpApiStatus: 409 }
) {}

/** The line is none that a SEPA transfer pays: not on a 401 account, a debit, settled, or not in euros. */
export class LineNotPayable extends Schema.TaggedError<LineNotPayable>()(
  "LineNotPayable",
  { lineId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a71"] }) },
  { httpApiStatus: 409 }
) {}

/** Amounts of a supplier line are those of the books. */
export class AmountFromBooks extends Schema.TaggedError<AmountFromBooks>()(
  "AmountFromBooks",
  { dueItemId: DueItemText },
  { httpApiStatus: 422 }
) {}

/** Nobody approves what he has prepared. */
export class ApprovedByPreparer extends Schema.TaggedError<ApprovedByPreparer>()(
  "ApprovedByPreparer",
  { batchId: BatchText },
  { httpApiStatus: 403 }
) {}

/** What would be sent is not what was approved. */
export class BatchDiffers extends Schema.TaggedError<BatchDiffers>()(
  "BatchDiffers",
  { batchId: BatchText },
  { httpApiStatus: 409 }
) {}

/** The account cannot pay by file: it has no IBAN, is not in euros, or its settings are missing. */
export class AccountCannotPay extends Schema.TaggedError<AccountCannotPay>()(
  "AccountCannotPay",
  {
    bankAccountId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"] }),
    missing: Schema.Literals(["iban", "euro", "settings"])
  },
  { httpApiStatus: 409 }
) {}

/** The batch can be sent by a file only: no connected institution holds the account, or it is too large for one consent. */
export class BatchNeedsFile extends Schema.TaggedError<BatchNeedsFile>()(
  "BatchNeedsFile",
  { batchId: BatchText, reason: Schema.Literals(["not-connected", "too-large"]) },
  { httpApiStatus: 409 }
) {}

/** The batch was ordered at an institution, which tells what becomes of each payment: nobody states it. */
export class BatchFollowed extends Schema.TaggedError<BatchFollowed>()(
  "BatchFollowed",
  {
    batchId: BatchText,
    transferBatchId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"] })
  },
  { httpApiStatus: 409 }
) {}

/** A text that a bank's file must hold has no character of the SEPA set. */
export class TextNotWritable extends Schema.TaggedError<TextNotWritable>()(
  "TextNotWritable",
  { text: Schema.String.annotate({ examples: ["東京"] }) },
  { httpApiStatus: 422 }
) {}
