import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { CollateralId, CovenantId, CovenantTestId } from "../../../domain/finance/financing/model/index.ts"
import {
  covenantOutlook,
  endCovenant,
  registerCollateral,
  registerCovenant,
  releaseCollateral,
  testCovenant,
  waiveBreach
} from "../../../domain/finance/financing/usecases/index.ts"
import { Collaterals } from "../../../ports/finance/Collaterals.ts"
import { Covenants } from "../../../ports/finance/Covenants.ts"
import { Credits } from "../../../ports/finance/Credits.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const covenantsHandlers = HttpApiBuilder.group(Api, "covenants", (handlers) =>
  handlers.handleAll({
    registerCovenant: ({ params, payload }) => registerCovenant(params.loanId, payload),
    covenants: ({ params: { loanId }, query }) =>
      Effect.gen(function* () {
        const { covenants } = yield* Covenants
        const { loan } = yield* Credits
        yield* loan(loanId)
        return yield* pageOf(covenantCursor, query, idOf<CovenantId>, (limit, after) =>
          covenants(loanId, after, limit)
        )
      }),
    covenant: ({ params }) => Effect.flatMap(Covenants, ({ covenant }) => covenant(params.covenantId)),
    covenantOutlook: ({ params }) => covenantOutlook(params.covenantId),
    testCovenant: ({ params, payload }) => testCovenant(params.covenantId, payload.on, payload.figures),
    covenantTests: ({ params: { covenantId }, query }) =>
      Effect.flatMap(Covenants, ({ covenant, testsAfter }) =>
        Effect.andThen(
          covenant(covenantId),
          pageOf(testCursor, query, idOf<CovenantTestId>, (limit, after) =>
            testsAfter(covenantId, after, limit)
          )
        )
      ),
    endCovenant: ({ headers, params, payload }) =>
      endCovenant(params.covenantId, versionOf(headers["if-match"]), payload.on),
    waiveBreach: ({ params, payload }) => waiveBreach(params.covenantTestId, payload),
    registerCollateral: ({ params, payload }) => registerCollateral(params.loanId, payload),
    collateral: ({ params: { loanId }, query }) =>
      Effect.gen(function* () {
        const { collaterals } = yield* Collaterals
        const { loan } = yield* Credits
        yield* loan(loanId)
        return yield* pageOf(collateralCursor, query, idOf<CollateralId>, (limit, after) =>
          collaterals(loanId, after, limit)
        )
      }),
    releaseCollateral: ({ headers, params, payload }) =>
      releaseCollateral(params.collateralId, versionOf(headers["if-match"]), payload.on)
  })
)

const covenantCursor = cursorOf(CovenantId)
const testCursor = cursorOf(CovenantTestId)
const collateralCursor = cursorOf(CollateralId)

const idOf = <I>({ id }: { readonly id: I }) => id
