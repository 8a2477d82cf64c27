import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { OverdraftBookingId, OverdraftId, Quarter } from "../../../domain/finance/financing/model/index.ts"
import {
  addUsuryThreshold,
  bookOverdraft,
  changeUsuryThreshold,
  overdraftDays,
  positionOfOverdraft,
  registerOverdraft,
  reverseOverdraftBooking,
  terminateOverdraft
} from "../../../domain/finance/financing/usecases/index.ts"
import { Overdrafts } from "../../../ports/finance/Overdrafts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const overdraftsHandlers = HttpApiBuilder.group(Api, "overdrafts", (handlers) =>
  handlers.handleAll({
    registerOverdraft: ({ payload }) => registerOverdraft(payload),
    overdrafts: ({ query }) =>
      Effect.flatMap(Overdrafts, ({ overdrafts }) =>
        pageOf(overdraftCursor, query, idOf<OverdraftId>, (limit, after) => overdrafts(after, limit))
      ),
    overdraft: ({ params }) => Effect.flatMap(Overdrafts, ({ overdraft }) => overdraft(params.overdraftId)),
    overdraftPosition: ({ params, query }) => positionOfOverdraft(params.overdraftId, query.on),
    overdraftDays: ({ params, query }) => overdraftDays(params.overdraftId, query.month),
    overdraftBookings: ({ params: { overdraftId }, query }) =>
      Effect.flatMap(Overdrafts, ({ bookingsAfter, overdraft }) =>
        Effect.andThen(
          overdraft(overdraftId),
          pageOf(bookingCursor, query, idOf<OverdraftBookingId>, (limit, after) =>
            bookingsAfter(overdraftId, after, limit)
          )
        )
      ),
    bookOverdraft: ({ params, payload }) => bookOverdraft(params.overdraftId, payload.month, payload.charges),
    terminateOverdraft: ({ headers, params, payload }) =>
      terminateOverdraft(params.overdraftId, versionOf(headers["if-match"]), payload.on, payload.charges),
    reverseOverdraftBooking: ({ params, payload }) =>
      reverseOverdraftBooking(params.overdraftBookingId, payload.on),
    usuryThresholds: ({ query }) =>
      Effect.flatMap(Overdrafts, ({ thresholds }) =>
        pageOf(
          thresholdCursor,
          query,
          ({ quarter }) => quarter,
          (limit, after) => thresholds(after, limit)
        )
      ),
    addUsuryThreshold: ({ payload }) => addUsuryThreshold(payload),
    changeUsuryThreshold: ({ headers, params, payload }) =>
      changeUsuryThreshold(params.usuryThresholdId, versionOf(headers["if-match"]), payload)
  })
)

const overdraftCursor = cursorOf(OverdraftId)
const bookingCursor = cursorOf(OverdraftBookingId)
const thresholdCursor = cursorOf(Quarter)

const idOf = <I>({ id }: { readonly id: I }) => id
