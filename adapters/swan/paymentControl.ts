import { DateTime, Option, Result, Schema } from "effect"
import type { PaymentControl, PaymentRequest } from "../../domain/finance/cards/model/index.ts"
import { type Delivery, NotReadable } from "../../domain/finance/notifications/model/index.ts"
import { amountOf, type Money, Money as MoneyText } from "../../domain/shared/Money.ts"
import { swanDefinition } from "./definition.ts"
import { exactNumbers } from "./exactNumbers.ts"
import { sharedSecret } from "./sharedSecret.ts"

/**
 * Swan's payment control (docs.swan.io, developers/using-api/payment-control): each field of the question is optional,
 * amounts are JSON numbers in major units, and the answer is `accepted` with, at most, a part in EUR. A field that is
 * absent, or that does not fit, is a fact that is missing: the decision says what follows from that.
 */
export const swanPaymentControl: PaymentControl = {
  provider: swanDefinition.name,
  proof: sharedSecret("paymentControlSecret"),
  decode: ({ body }) => Result.map(questionIn(body), requestOf),
  answer: (approved, asked) => {
    if (approved === null) return '{"accepted":false}'
    return asked === null || approved.minor === asked.minor || approved.minor === 0n
      ? '{"accepted":true}'
      : `{"accepted":true,"partialAuthorizationAmountValue":${amountOf(approved)}}`
  }
}

const Question = Schema.Record(Schema.String, Schema.Unknown)
type Question = typeof Question.Type

const utf8 = new TextDecoder("utf-8", { fatal: true })

const questionIn = (body: Delivery["body"]): Result.Result<Question, NotReadable> =>
  Result.try({
    try: (): unknown => JSON.parse(exactNumbers(utf8.decode(body))),
    catch: () => new NotReadable({ reason: "not-json" })
  }).pipe(
    Result.flatMap((json) =>
      Result.mapError(
        Schema.decodeUnknownResult(Question)(json),
        () => new NotReadable({ reason: "not-a-notification" })
      )
    )
  )

const requestOf = (question: Question): PaymentRequest => {
  const word = (field: string) => {
    const value = question[field]
    const text = typeof value === "string" ? printable(value) : ""
    return text === "" ? null : text
  }
  const sum = (field: "amount" | "originalAmount"): Money | null =>
    Option.getOrNull(money({ amount: word(`${field}Value`) ?? "", currency: word(`${field}Currency`) ?? "" }))
  const operation = word("operationType")
  return {
    transactionReference: word("transactionId"),
    cardReference: word("cardId"),
    orderReference: word("paymentId"),
    amount: sum("amount"),
    original: sum("originalAmount"),
    channel: channelOf(operation, word("transactionCategory")),
    direction: directionOf(operation, word("authorizationType")),
    merchant: {
      id: word("merchantId"),
      name: word("merchantName"),
      city: word("merchantCity"),
      country: word("merchantCountry"),
      category: word("merchantCategoryCode")
    },
    partialAllowed: question["allowsPartialAuthorization"] === true,
    expiresAt: momentOf(word("expirationDateTime"))
  }
}

/** One line of at most 200 characters that a database can hold. */
const printable = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .trim()
    .slice(0, 200)

const money = Schema.decodeUnknownOption(MoneyText)

const channels: ReadonlyMap<string | null, PaymentRequest["channel"]> = new Map([
  ["InStore", "in-store"],
  ["eCommerce", "online"],
  ["eCommerceWith3DS", "online"],
  ["Withdrawal", "withdrawal"],
  ["Other", "other"]
] as const)

const withdrawals = new Set<string | null>(["AtmWithdrawal", "OtcWithdrawal"])

/** A word that we do not know names no channel. */
const channelOf = (operation: string | null, category: string | null): PaymentRequest["channel"] =>
  withdrawals.has(operation) ? "withdrawal" : (channels.get(category) ?? null)

/** `DataRequest` and the enrolment of a wallet ask about the card; a credit brings money. */
const directionOf = (operation: string | null, type: string | null): PaymentRequest["direction"] => {
  if (type === "DataRequest" || operation === "VtsOrMdes") return "check"
  return operation === "Credit" ? "credit" : "debit"
}

/** Milliseconds since 1970. */
const momentOf = (text: string | null) =>
  text !== null && /^\d{12,14}$/u.test(text)
    ? Option.getOrNull(DateTime.make(Number.parseInt(text, 10)))
    : null
