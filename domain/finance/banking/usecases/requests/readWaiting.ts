import { Effect } from "effect"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { afterConsent, type BankRequestId, type ConsentStanding } from "../../model/index.ts"
import { advanceRequest } from "./advanceRequest.ts"

/** Reads the consents for which requests of a connection wait, and writes what was read. */
export const readWaiting = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection
) {
  const { waiting } = yield* BankRequests
  for (const { consent, id } of yield* waiting(connection.id)) {
    if (consent === null) continue
    yield* keepConsent(id, yield* banking.consent(connection, consent.reference))
  }
})

/** Writes where the consent of a request stands, if the request still waits for it. */
export const keepConsent = Effect.fnUntraced(function* (id: BankRequestId, standing: ConsentStanding) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* BankRequests
  yield* write(
    Effect.gen(function* () {
      const request = yield* Effect.orDie(hold(id))
      yield* advanceRequest(request, afterConsent(request, standing))
    })
  )
})
