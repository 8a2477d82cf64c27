import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Asked,
  type Ended,
  type IntentKind,
  type IntentPerformer,
  intentPerformer,
  type IntentWork,
  type Settlement
} from "../../../providers/model/index.ts"
import {
  applyForCreditKind,
  type CreditApplicationId,
  type CreditFile,
  makeLoanKind,
  payOutLoanKind,
  type Reason
} from "../../model/index.ts"
import { creditOf } from "./creditOf.ts"
import { observeCredit } from "./observeCredit.ts"

type CreditPorts = Credits | Events | Ids | JobStore | ProviderAdapters | UnitOfWork

const performer = <Payload>(
  kind: IntentKind<string, Payload, CreditFile>,
  work: Omit<IntentWork<Payload, CreditFile, CreditPorts>, "absentAfter">
): IntentPerformer<CreditPorts> => intentPerformer(kind, { ...work, absentAfter: "10 minutes" })

const settled = (file: CreditFile): Settlement<CreditFile> => ({ reference: file.reference, outcome: file })
const found = (file: CreditFile): Asked<CreditFile> => ({ _tag: "Found", settlement: settled(file) })
const pending: Asked<never> = { _tag: "Pending" }

const observed = (id: CreditApplicationId, ended: Ended<CreditFile>) =>
  ended._tag === "Succeeded" ? Effect.orDie(observeCredit(id, ended.settlement.outcome)) : Effect.void

const ours = (id: CreditApplicationId) =>
  Effect.flatMap(Credits, ({ application }) => Effect.orDie(application(id)))

/** Its own key makes an application one and the same. A lender cannot be asked by that key: a notification tells. */
const apply = performer(applyForCreditKind, {
  send: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const credit = yield* creditOf(connection)
      return settled(yield* credit.apply(connection, yield* ours(payload.creditApplicationId), key))
    }),
  ask: () => Effect.succeed(pending),
  settled: (_, { creditApplicationId }, ended) =>
    ended._tag === "Refused"
      ? refused(creditApplicationId, ended.refusal)
      : observed(creditApplicationId, ended)
})

/** Sent once; whether it took place is seen on the application. */
const makeLoan = performer(makeLoanKind, {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const credit = yield* creditOf(connection)
      return settled(yield* credit.makeLoan(connection, payload.reference))
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const credit = yield* creditOf(connection)
      const { loanReference, reference, state } = yield* credit.file(connection, payload.reference)
      if (state.is === "loan-made" || state.is === "paid-out")
        return found({ loanReference, reference, state })
      return state.is === "approved" ? { _tag: "Absent" as const } : pending
    }),
  settled: (_, { creditApplicationId }, ended) => observed(creditApplicationId, ended)
})

/** Sent once. No lender that we know can be asked whether money left: a notification tells, or the company. */
const payOut = performer(payOutLoanKind, {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const credit = yield* creditOf(connection)
      return settled(yield* credit.payOut(connection, payload.reference))
    }),
  ask: ({ payload }) =>
    Effect.map(ours(payload.creditApplicationId), ({ loanReference, state, word }) =>
      state === "paid-out"
        ? found({ reference: payload.reference, loanReference, state: { is: state, word: word ?? state } })
        : pending
    ),
  settled: (_, { creditApplicationId }, ended) => observed(creditApplicationId, ended)
})

/** What the intents of credit are done by. */
export const creditPerformers = [apply, makeLoan, payOut]

const refused = Effect.fnUntraced(function* (id: CreditApplicationId, reason: Reason) {
  const { application, setApplication } = yield* Credits
  const events = yield* Events
  const { state } = yield* Effect.orDie(application(id, "hold"))
  if (state !== "requested") return
  yield* Effect.orDie(
    setApplication(id, {
      state: "refused",
      word: null,
      reference: null,
      loanReference: null,
      granted: null,
      reason
    })
  )
  yield* events.publish({ type: "credit.application.refused", entityId: id, payload: { code: reason.code } })
})
