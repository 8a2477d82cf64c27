import { Effect, Result } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  CreditApplicationId,
  LoanId,
  loanPosition,
  repayEarly,
  scheduleOf
} from "../../../domain/finance/financing/model/index.ts"
import {
  applyForCredit,
  confirmPayout,
  decideCredit,
  requestCreditRefresh
} from "../../../domain/finance/financing/usecases/index.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const creditHandlers = HttpApiBuilder.group(Api, "credit", (handlers) =>
  handlers.handleAll({
    simulateLoan: ({ payload }) => Effect.fromResult(scheduleOf(payload)),
    simulatePosition: ({ payload: { on, terms } }) =>
      Effect.fromResult(Result.flatMap(scheduleOf(terms), (schedule) => loanPosition(schedule, on))),
    simulateRepayment: ({ payload: { on, principal, terms } }) =>
      Effect.fromResult(Result.flatMap(scheduleOf(terms), (schedule) => repayEarly(schedule, on, principal))),
    applyForCredit: ({ payload }) => applyForCredit(payload),
    creditApplications: ({ query: { state, ...page } }) =>
      Effect.flatMap(Credits, ({ applications }) =>
        pageOf(applicationCursor, page, idOf<CreditApplicationId>, (limit, after) =>
          applications({ state, limit, after })
        )
      ),
    creditApplication: ({ params }) =>
      Effect.flatMap(Credits, ({ application }) => application(params.creditApplicationId)),
    refreshCredit: ({ params }) => requestCreditRefresh(params.creditApplicationId),
    makeLoan: ({ headers, params }) =>
      decideCredit(params.creditApplicationId, versionOf(headers["if-match"]), "make-loan"),
    payOutLoan: ({ headers, params }) =>
      decideCredit(params.creditApplicationId, versionOf(headers["if-match"]), "pay-out"),
    confirmPayout: ({ headers, params, payload }) =>
      confirmPayout(params.creditApplicationId, versionOf(headers["if-match"]), payload.paidOn),
    loans: ({ query }) =>
      Effect.flatMap(Credits, ({ loans }) =>
        pageOf(loanCursor, query, idOf<LoanId>, (limit, after) => loans(after, limit))
      ),
    loan: ({ params }) => Effect.flatMap(Credits, ({ loan }) => loan(params.loanId)),
    loanSchedule: ({ params }) => scheduleOfLoan(params.loanId),
    loanPosition: ({ params, query }) =>
      Effect.flatMap(scheduleOfLoan(params.loanId), (schedule) =>
        Effect.fromResult(loanPosition(schedule, query.on))
      )
  })
)

const scheduleOfLoan = (id: LoanId) =>
  Effect.flatMap(Credits, ({ loan }) =>
    Effect.flatMap(loan(id), ({ terms }) => Effect.fromResult(scheduleOf(terms)))
  )

const applicationCursor = cursorOf(CreditApplicationId)
const loanCursor = cursorOf(LoanId)

const idOf = <I>({ id }: { readonly id: I }) => id
