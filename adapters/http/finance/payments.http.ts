import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { PaymentId, PaymentMethodId } from "../../../domain/finance/payments/model/index.ts"
import {
  capturePayment,
  forgetMethod,
  preferMethod,
  refundPayment,
  replaceMethod,
  storeMethod,
  takePayment,
  voidPayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { PaymentMethods } from "../../../ports/finance/PaymentMethods.ts"
import { Payments } from "../../../ports/finance/Payments.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const paymentsHandlers = HttpApiBuilder.group(Api, "payments", (handlers) =>
  handlers.handleAll({
    payments: ({ query: { settledOn, state, ...page } }) =>
      Effect.flatMap(Payments, ({ list }) =>
        pageOf(paymentCursor, page, idOf<PaymentId>, (limit, after) =>
          list({
            limit,
            after,
            state: Option.fromUndefinedOr(state),
            settledOn: Option.fromUndefinedOr(settledOn)
          })
        )
      ),
    takePayment: ({ payload }) => takePayment(payload),
    payment: ({ params }) => Effect.flatMap(Payments, ({ find }) => find(params.paymentId)),
    capturePayment: ({ params, payload }) => capturePayment(params.paymentId, payload.amount ?? null),
    refundPayment: ({ params, payload }) => refundPayment(params.paymentId, payload.amount ?? null),
    voidPayment: ({ headers, params }) => voidPayment(params.paymentId, versionOf(headers["if-match"])),
    paymentMethods: ({ query: { customer, expiresBefore, ...page } }) =>
      Effect.flatMap(PaymentMethods, ({ list }) =>
        pageOf(methodCursor, page, idOf<PaymentMethodId>, (limit, after) =>
          list({
            customer: Option.fromUndefinedOr(customer),
            expiresBefore: Option.fromUndefinedOr(expiresBefore),
            limit,
            after
          })
        )
      ),
    storePaymentMethod: ({ payload }) => storeMethod(payload),
    paymentMethod: ({ params }) =>
      Effect.flatMap(PaymentMethods, ({ find }) =>
        Effect.map(find(params.paymentMethodId), ({ method }) => method)
      ),
    preferPaymentMethod: ({ headers, params }) =>
      preferMethod(params.paymentMethodId, versionOf(headers["if-match"])),
    replacePaymentMethod: ({ headers, params, payload }) =>
      replaceMethod(params.paymentMethodId, versionOf(headers["if-match"]), payload),
    forgetPaymentMethod: ({ headers, params }) =>
      forgetMethod(params.paymentMethodId, versionOf(headers["if-match"]))
  })
)

const paymentCursor = cursorOf(PaymentId)
const methodCursor = cursorOf(PaymentMethodId)

const idOf = <I>({ id }: { readonly id: I }) => id
