import { Schema } from "effect"

const Id = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"] })

/** No money leaves an account that is not open. */
export class AccountNotOpen extends Schema.TaggedError<AccountNotOpen>()(
  "AccountNotOpen",
  { providerAccountId: Id, state: Schema.String.annotate({ examples: ["Suspended"] }) },
  { httpApiStatus: 409 }
) {}

/** The amount is in another currency than the account. */
export class TransferCurrencyDiffers extends Schema.TaggedError<TransferCurrencyDiffers>()(
  "TransferCurrencyDiffers",
  {
    account: Schema.String.annotate({ examples: ["EUR"] }),
    asked: Schema.String.annotate({ examples: ["USD"] })
  },
  { httpApiStatus: 422 }
) {}

/** A day of execution is ahead of today, in France. */
export class ExecutionDateNotAhead extends Schema.TaggedError<ExecutionDateNotAhead>()(
  "ExecutionDateNotAhead",
  {
    asked: Schema.String.annotate({ examples: ["2026-11-22"] }),
    today: Schema.String.annotate({ examples: ["2026-11-22"] })
  },
  { httpApiStatus: 422 }
) {}

/** The posting rule puts a transfer on another account than that of the bank account that it left. */
export class BankAccountNotInEntry extends Schema.TaggedError<BankAccountNotInEntry>()(
  "BankAccountNotInEntry",
  { ledgerAccount: Schema.String.annotate({ examples: ["512100"] }) },
  { httpApiStatus: 409 }
) {}

/** What is confirmed is not what the check of the payee said. */
export class PayeeAnswerDiffers extends Schema.TaggedError<PayeeAnswerDiffers>()(
  "PayeeAnswerDiffers",
  {
    confirmed: Schema.String.annotate({ examples: ["close-match"] }),
    answer: Schema.String.annotate({ examples: ["no-match"] }),
    suggestedName: Schema.NullOr(Schema.String.annotate({ examples: ["Dupont et Fils SARL"] }))
  },
  { httpApiStatus: 409 }
) {}
