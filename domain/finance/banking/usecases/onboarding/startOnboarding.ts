import { Effect, Option } from "effect"
import { Onboardings } from "../../../../../ports/finance/Onboardings.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import { type NewOnboarding, onboardingIntent, OnboardingId, OnboardingUnderWay } from "../../model/index.ts"

/**
 * Asks an institution for an account for a company, as its holder. One of a company is under way by a connection at most;
 * what comes of it is finished by a person at the institution.
 */
export const startOnboarding = Effect.fn("banking.startOnboarding")(function* (wanted: NewOnboarding) {
  const { write } = yield* UnitOfWork
  const onboardings = yield* Onboardings
  const events = yield* Events
  const id = OnboardingId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { company, connectionId } = wanted
      const open = yield* onboardings.underWay(connectionId, company.registrationNumber)
      if (Option.isSome(open)) {
        return yield* new OnboardingUnderWay({ onboardingId: open.value.id, state: open.value.state })
      }
      const intent = yield* openIntent(onboardingIntent, {
        connectionId,
        businessKey: `onboarding:${id}`,
        amount: null,
        payload: { onboardingId: id, wanted }
      })
      const made = yield* onboardings.add({ ...wanted, id, intentId: intent.id })
      yield* events.publish({ type: "banking.onboarding.asked", entityId: id, payload: {} })
      return made
    })
  )
})
