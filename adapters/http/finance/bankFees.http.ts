import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { FeeClaimId } from "../../../domain/finance/treasury/model/index.ts"
import {
  checkBankFees,
  claimFee,
  endFeeClaim,
  setConditions
} from "../../../domain/finance/treasury/usecases/index.ts"
import { BankConditions } from "../../../ports/finance/BankConditions.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const bankFeesHandlers = HttpApiBuilder.group(Api, "bankFees", (handlers) =>
  handlers.handleAll({
    accountConditions: ({ params: { bankAccountId } }) =>
      Effect.gen(function* () {
        const { conditions } = yield* BankConditions
        yield* Effect.flatMap(BankFeed, ({ account }) => account(bankAccountId))
        return yield* conditions(bankAccountId)
      }),
    setConditions: ({ headers, params, payload }) =>
      setConditions(params.bankAccountId, versionOf(headers["if-match"]), payload),
    checkBankFees: ({ params, query }) => checkBankFees(params.bankAccountId, query.year),
    feeClaims: ({ query }) =>
      Effect.flatMap(BankConditions, ({ claimsAfter }) => pageOf(cursor, query, ({ id }) => id, claimsAfter)),
    claimFee: ({ payload }) => claimFee(payload),
    endFeeClaim: ({ headers, params, payload }) =>
      endFeeClaim(params.feeClaimId, versionOf(headers["if-match"]), payload)
  })
)

const cursor = cursorOf(FeeClaimId)
