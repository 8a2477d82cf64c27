import { Effect } from "effect"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import { Onboardings } from "../../../../../ports/finance/Onboardings.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { afterOnboarding, type Onboarding } from "../../model/index.ts"
import { advanceOnboarding } from "./advanceOnboarding.ts"

/** Reads an onboarding that the institution knows; answers how it is written. */
export const onboardingNow = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  { id, reference }: Pick<Onboarding, "id" | "reference">
) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* Onboardings
  if (reference === null) return Effect.void
  const shown = yield* banking.onboarding(connection, reference)
  return write(
    Effect.gen(function* () {
      const onboarding = yield* Effect.orDie(hold(id))
      yield* advanceOnboarding(onboarding, afterOnboarding(onboarding, shown))
    })
  )
})

/** Reads the onboardings of a connection that have opened no account yet, and writes what was read. */
export const readOnboardings = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection
) {
  const { living } = yield* Onboardings
  for (const one of yield* living(connection.id)) yield* yield* onboardingNow(banking, connection, one)
})
