import { Schema } from "effect"
import { Money } from "../../../shared/Money.ts"

/** More would be released than is held, or refunded than was captured. */
export class MovementRefused extends Schema.TaggedError<MovementRefused>()(
  "MovementRefused",
  {
    payment: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"] }),
    state: Schema.String.annotate({ examples: ["held"] }),
    kind: Schema.String.annotate({ examples: ["release"] }),
    left: Money
  },
  { httpApiStatus: 409 }
) {}

/** The same movement was recorded before, and says something else now. */
export class MovementDiffers extends Schema.TaggedError<MovementDiffers>()(
  "MovementDiffers",
  { reference: Schema.String.annotate({ examples: ["cardtrx_8f1c6a53"] }) },
  { httpApiStatus: 409 }
) {}

/** Only of a card that can pay, or is frozen, does its issuer show the numbers. */
export class CardNotUsable extends Schema.TaggedError<CardNotUsable>()(
  "CardNotUsable",
  {
    card: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"] }),
    state: Schema.String.annotate({ examples: ["consent_pending"] })
  },
  { httpApiStatus: 409 }
) {}

/** The budget gives its amount anew by itself: nobody starts it. */
export class BudgetRenewsItself extends Schema.TaggedError<BudgetRenewsItself>()(
  "BudgetRenewsItself",
  { budget: Schema.String.annotate({ examples: ["Marketing"] }) },
  { httpApiStatus: 409 }
) {}

/** An archived budget takes no card, no change and no new span. */
export class BudgetArchived extends Schema.TaggedError<BudgetArchived>()(
  "BudgetArchived",
  { budget: Schema.String.annotate({ examples: ["Marketing"] }) },
  { httpApiStatus: 409 }
) {}

/** Another budget was given to the card while the one of before was waited for: what was begun is begun again. */
export class CardReassigned extends Schema.TaggedError<CardReassigned>()("CardReassigned", {
  cardId: Schema.String
}) {}

/** Whoever asked for a card, or would answer for it, does not decide on the request. */
export class OwnCardRequest extends Schema.TaggedError<OwnCardRequest>()(
  "OwnCardRequest",
  { request: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"] }) },
  { httpApiStatus: 403 }
) {}

/** Somebody else asked for this card. */
export class OthersCardRequest extends Schema.TaggedError<OthersCardRequest>()(
  "OthersCardRequest",
  { request: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"] }) },
  { httpApiStatus: 403 }
) {}

/** The member who would answer for a card has left the company. */
export class HolderLeft extends Schema.TaggedError<HolderLeft>()(
  "HolderLeft",
  { member: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"] }) },
  { httpApiStatus: 409 }
) {}

/** This movement is none that is disputed so, or that brings back what is disputed. */
export class NotDisputed extends Schema.TaggedError<NotDisputed>()(
  "NotDisputed",
  {
    movement: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"] }),
    reason: Schema.Literals(["not-a-debit", "above-debit", "not-its-credit"]).annotate({
      examples: ["above-debit"]
    })
  },
  { httpApiStatus: 422 }
) {}

/** The file is none that can be a receipt: a PDF, a JPEG or a PNG. */
export class ReceiptUnreadable extends Schema.TaggedError<ReceiptUnreadable>()(
  "ReceiptUnreadable",
  { fileName: Schema.String.annotate({ examples: ["facture.exe"] }) },
  { httpApiStatus: 422 }
) {}

/** What is said of a movement cannot be: why, the movement's amount, and what is said in all. */
export class ExpenseRefused extends Schema.TaggedError<ExpenseRefused>()(
  "ExpenseRefused",
  {
    reason: Schema.Literals([
      "released",
      "sum-differs",
      "receipt-missing",
      "vat-not-deductible",
      "vat-too-high"
    ]).annotate({ examples: ["receipt-missing"] }),
    amount: Money,
    said: Money
  },
  { httpApiStatus: 422 }
) {}
