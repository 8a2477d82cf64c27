import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { OnboardingId } from "../../../domain/finance/banking/model/index.ts"
import { startOnboarding } from "../../../domain/finance/banking/usecases/index.ts"
import { Onboardings } from "../../../ports/finance/Onboardings.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

export const onboardingsHandlers = HttpApiBuilder.group(Api, "onboardings", (handlers) =>
  handlers.handleAll({
    onboardings: ({ query: { connectionId, state, ...page } }) =>
      Effect.flatMap(Onboardings, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              connectionId: Option.fromUndefinedOr(connectionId)
            })
        )
      ),
    startOnboarding: ({ payload }) => startOnboarding(payload),
    onboarding: ({ params }) => Effect.flatMap(Onboardings, ({ find }) => find(params.onboardingId))
  })
)

const cursor = cursorOf(OnboardingId)
