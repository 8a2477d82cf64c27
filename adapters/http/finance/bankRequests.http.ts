import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { BankRequestId } from "../../../domain/finance/banking/model/index.ts"
import {
  changeMandate,
  changeMemberRights,
  inviteMember,
  returnDebit,
  setMemberState
} from "../../../domain/finance/banking/usecases/index.ts"
import { BankRequests } from "../../../ports/finance/BankRequests.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

export const bankRequestsHandlers = HttpApiBuilder.group(Api, "bankRequests", (handlers) =>
  handlers.handleAll({
    bankRequests: ({ query: { providerAccountId, state, ...page } }) =>
      Effect.flatMap(BankRequests, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              providerAccountId: Option.fromUndefinedOr(providerAccountId)
            })
        )
      ),
    bankRequest: ({ params }) => Effect.flatMap(BankRequests, ({ find }) => find(params.bankRequestId)),
    changeMandate: ({ payload }) => changeMandate(payload),
    returnDebit: ({ payload }) => returnDebit(payload),
    inviteMember: ({ payload }) => inviteMember(payload),
    changeMemberRights: ({ payload }) => changeMemberRights(payload),
    setMemberState: ({ payload }) => setMemberState(payload)
  })
)

const cursor = cursorOf(BankRequestId)
