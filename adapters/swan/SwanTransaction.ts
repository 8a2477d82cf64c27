import { Schema } from "effect"
import type { ProvidedTransaction } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { cardMovementFields, cardMovementOf } from "./SwanCardMovement.ts"
import { bankingDay, SwanAmount, SwanInstant } from "./swanValues.ts"

const Text = Schema.NullOr(Schema.String)

export const SwanTransaction = Schema.Struct({
  id: Schema.String,
  reference: Schema.String,
  externalReference: Text,
  side: Schema.String,
  type: Schema.String,
  label: Schema.String,
  counterparty: Schema.String,
  paymentProduct: Schema.String,
  paymentId: Text,
  amount: SwanAmount,
  executionDate: SwanInstant,
  updatedAt: SwanInstant,
  isCancelable: Schema.Boolean,
  originTransactionId: Text,
  statusInfo: Schema.Struct({
    status: Schema.String,
    bookingDate: Schema.optionalKey(SwanInstant),
    valueDate: Schema.optionalKey(SwanInstant),
    rejectedReason: Schema.optionalKey(Schema.String),
    hasFallback: Schema.optionalKey(Schema.Boolean),
    releasedReason: Schema.optionalKey(Schema.String)
  }),
  creditor: Schema.optionalKey(
    Schema.Struct({ IBAN: Schema.optionalKey(Text), virtualIBANEntryId: Schema.optionalKey(Text) })
  ),
  debtor: Schema.optionalKey(Schema.Struct({ IBAN: Schema.optionalKey(Text) })),
  mandate: Schema.optionalKey(Schema.NullOr(Schema.Struct({ id: Schema.String }))),
  returnReason: Schema.optionalKey(Text),
  ...cardMovementFields
})

/** The same with its account, where that is not known from the question. */
export const OwnedTransaction = Schema.Struct({
  ...SwanTransaction.fields,
  account: Schema.NullOr(Schema.Struct({ id: Schema.String }))
})

export const ownedTransactionOf = (transaction: typeof OwnedTransaction.Type): ProvidedTransaction =>
  transactionOf(transaction.account?.id ?? "", transaction)

/** In the words of the business. An enum value that we do not know is kept as `other`. */
export const transactionOf = (
  accountReference: string,
  { statusInfo, ...transaction }: typeof SwanTransaction.Type
): ProvidedTransaction => ({
  reference: transaction.id,
  accountReference,
  direction: transaction.side === "Credit" ? "in" : "out",
  amount: transaction.amount,
  state: states(statusInfo.status),
  kind: kinds(transaction.type),
  isReturn: /(?:Return|Recall|Reversal)$/u.test(transaction.type),
  ...(statusInfo.hasFallback === true ? { fallsBack: true } : {}),
  ...cardMovementOf(transaction),
  label: transaction.label,
  counterparty: {
    name: transaction.counterparty,
    iban: transaction.creditor?.IBAN ?? transaction.debtor?.IBAN ?? null
  },
  endToEndReference: transaction.reference,
  ...(transaction.externalReference === null ? {} : { lineReference: transaction.externalReference }),
  orderReference: transaction.paymentId,
  originReference: transaction.originTransactionId,
  ...virtualIbanOf(transaction.creditor?.virtualIBANEntryId),
  mandateReference: transaction.mandate?.id ?? null,
  cancellable: transaction.isCancelable,
  reason: statusInfo.rejectedReason ?? statusInfo.releasedReason ?? transaction.returnReason ?? null,
  executionDate: bankingDay(transaction.executionDate),
  bookingDate: statusInfo.bookingDate === undefined ? null : bankingDay(statusInfo.bookingDate),
  valueDate: statusInfo.valueDate === undefined ? null : bankingDay(statusInfo.valueDate),
  updatedAt: transaction.updatedAt
})

const virtualIbanOf = (reference: string | null | undefined) =>
  typeof reference === "string" ? { virtualIbanReference: reference } : {}

const states = worded({
  Upcoming: "upcoming",
  Pending: "pending",
  Booked: "booked",
  Rejected: "rejected",
  Canceled: "cancelled",
  Released: "released",
  Deferred: "deferred",
  Settled: "settled"
} as const)

type Kind = Exclude<ProvidedTransaction["kind"]["is"], "other">

/** Swan's type names begin with their product: the longest beginning that we know decides. */
const products: ReadonlyArray<readonly [beginning: string, kind: Kind]> = [
  ["SepaInstantCreditTransfer", "instant-transfer"],
  ["SepaCreditTransfer", "transfer"],
  ["InternalCreditTransfer", "internal-transfer"],
  ["InternationalCreditTransfer", "international-transfer"],
  ["SepaDirectDebit", "direct-debit"],
  ["InternalDirectDebit", "direct-debit"],
  ["Card", "card"],
  ["Check", "cheque"],
  ["Fees", "fees"]
]

const kinds = (word: string): ProvidedTransaction["kind"] => ({
  is: products.find(([beginning]) => word.startsWith(beginning))?.[1] ?? "other",
  word
})
