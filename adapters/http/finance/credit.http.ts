import { Effect, Result } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  costOf,
  CreditApplicationId,
  LoanId,
  LoanMovementId,
  loanPosition,
  repayEarly,
  scheduleOf
} from "../../../domain/finance/financing/model/index.ts"
import {
  applyForCredit,
  confirmPayout,
  debtMaturities,
  decideCredit,
  loanPlan,
  positionOfLoan,
  recordAccrual,
  recordEarlyRepayment,
  recordInstalment,
  requestCreditRefresh,
  requestLoanPosting,
  requestLocation,
  reverseMovement
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
    simulateCost: ({ payload: { charges, terms } }) =>
      Effect.fromResult(Result.flatMap(scheduleOf(terms), (schedule) => costOf(schedule, charges))),
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
    locateCredit: ({ params, payload }) => requestLocation(params.creditApplicationId, payload.reference),
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
    debtMaturities: ({ query }) => debtMaturities(query.on),
    loan: ({ params }) => Effect.flatMap(Credits, ({ loan }) => loan(params.loanId)),
    loanSchedule: ({ params }) => loanPlan(params.loanId),
    loanPosition: ({ params, query }) => positionOfLoan(params.loanId, query.on),
    loanMovements: ({ params: { loanId }, query }) =>
      Effect.flatMap(Credits, ({ loan, movementsAfter }) =>
        Effect.andThen(
          loan(loanId),
          pageOf(movementCursor, query, idOf<LoanMovementId>, (limit, after) =>
            movementsAfter(loanId, after, limit)
          )
        )
      ),
    payInstalment: ({ params, payload }) => recordInstalment(params.loanId, payload.dueOn, payload.paidOn),
    repayLoan: ({ params, payload }) => recordEarlyRepayment(params.loanId, payload.on, payload.principal),
    accrueLoan: ({ params, payload }) => recordAccrual(params.loanId, payload.on),
    reverseLoanMovement: ({ params, payload }) => reverseMovement(params.loanMovementId, payload.on),
    postLoan: ({ params }) => requestLoanPosting(params.loanId)
  })
)

const applicationCursor = cursorOf(CreditApplicationId)
const movementCursor = cursorOf(LoanMovementId)
const loanCursor = cursorOf(LoanId)

const idOf = <I>({ id }: { readonly id: I }) => id
