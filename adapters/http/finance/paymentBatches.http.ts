import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  PaymentBatchId,
  type PaymentStatusReport,
  StatusReportId
} from "../../../domain/finance/treasury/model/index.ts"
import {
  approveBatch,
  cancelBatch,
  editBatch,
  makePaymentFile,
  orderBatch,
  prepareBatch,
  sendBackBatch,
  stateOutcomes,
  submitBatch,
  takeStatusReport
} from "../../../domain/finance/treasury/usecases/index.ts"
import { PaymentBatches } from "../../../ports/finance/PaymentBatches.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const paymentBatchesHandlers = HttpApiBuilder.group(Api, "paymentBatches", (handlers) =>
  handlers.handleAll({
    paymentBatches: ({ query: { state, ...page } }) =>
      Effect.flatMap(PaymentBatches, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ limit, after, state: Option.fromUndefinedOr(state) })
        )
      ),
    prepareBatch: ({ payload }) => prepareBatch(payload),
    paymentBatch: ({ params }) => Effect.flatMap(PaymentBatches, ({ find }) => find(params.paymentBatchId)),
    editBatch: ({ headers, params, payload }) =>
      editBatch(params.paymentBatchId, versionOf(headers["if-match"]), payload),
    submitBatch: ({ headers, params }) => submitBatch(params.paymentBatchId, versionOf(headers["if-match"])),
    approveBatch: ({ headers, params }) =>
      approveBatch(params.paymentBatchId, versionOf(headers["if-match"])),
    sendBackBatch: ({ headers, params, payload }) =>
      sendBackBatch(params.paymentBatchId, versionOf(headers["if-match"]), payload.reason),
    cancelBatch: ({ headers, params }) => cancelBatch(params.paymentBatchId, versionOf(headers["if-match"])),
    makePaymentFile: ({ headers, params }) =>
      makePaymentFile(params.paymentBatchId, versionOf(headers["if-match"])),
    orderBatch: ({ headers, params, payload }) =>
      orderBatch(params.paymentBatchId, versionOf(headers["if-match"]), payload),
    paymentFile: ({ params }) =>
      Effect.flatMap(PaymentBatches, ({ file }) =>
        Effect.map(file(params.paymentBatchId), ({ content }) => new TextEncoder().encode(content))
      ),
    stateOutcomes: ({ headers, params, payload }) =>
      stateOutcomes(params.paymentBatchId, versionOf(headers["if-match"]), payload),
    statusReports: ({ params: { paymentBatchId }, query }) =>
      Effect.gen(function* () {
        const { find, reports } = yield* PaymentBatches
        yield* find(paymentBatchId)
        return yield* pageOf(
          reportCursor,
          query,
          ({ id }: PaymentStatusReport) => id,
          (limit, after) => reports(paymentBatchId, limit, after)
        )
      }),
    takeStatusReport: ({ payload }) => takeStatusReport(payload)
  })
)

const cursor = cursorOf(PaymentBatchId)
const reportCursor = cursorOf(StatusReportId)
