import { Effect, Result } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { loanPosition, repayEarly, scheduleOf } from "../../../domain/finance/financing/model/index.ts"
import { Api } from "../Api.ts"

export const creditHandlers = HttpApiBuilder.group(Api, "credit", (handlers) =>
  handlers.handleAll({
    simulateLoan: ({ payload }) => Effect.fromResult(scheduleOf(payload)),
    simulatePosition: ({ payload: { on, terms } }) =>
      Effect.fromResult(Result.flatMap(scheduleOf(terms), (schedule) => loanPosition(schedule, on))),
    simulateRepayment: ({ payload: { on, principal, terms } }) =>
      Effect.fromResult(Result.flatMap(scheduleOf(terms), (schedule) => repayEarly(schedule, on, principal)))
  })
)
