import { DateTime, Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentTask,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  type BankAnswer,
  type BankRequest,
  bankRequestIntents,
  type BankRequestKind,
  type BankRequestToSend,
  type Consent
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { advanceRequest } from "./advanceRequest.ts"

type Needs = BankRequests | Events | Ids | JobStore | ProviderAdapters

const answered = (consent: Consent | null) => ({
  reference: consent?.reference ?? null,
  outcome: { state: consent === null ? "done" : "consent_pending", consent } satisfies BankAnswer
})

/** Sent once, without a key: what came of a lost one is read off the mandate, and off the way back of its consent. */
const workOf = (kind: BankRequestKind): IntentWork<BankRequestToSend, BankAnswer, Needs> => ({
  send: ({ connection, key, payload: { consentReturnUrl, subject } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      switch (kind) {
        case "suspend-mandate":
          yield* banking.suspendMandate(connection, subject)
          return answered(null)
        case "resume-mandate":
          return answered(yield* banking.resumeMandate(connection, subject, consentReturnUrl, key))
        case "return-debit":
          return answered(yield* banking.returnDebit(connection, subject, consentReturnUrl, key))
      }
    }),
  ask: (task) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(task.connection)
      if (kind === "return-debit") return yield* consentOf(banking, task, "Absent")
      return yield* mandateNow(kind, banking, task)
    }),
  settled: (_, { requestId }, ended) =>
    Effect.gen(function* () {
      const { hold } = yield* BankRequests
      const request = yield* Effect.orDie(hold(requestId))
      yield* advanceRequest(request, afterEnd(request, ended))
    }),
  absentAfter: "10 minutes"
})

/** The consent that was opened under the key; `without` where there is none. */
const consentOf = Effect.fnUntraced(function* (
  banking: BankingProvider,
  { connection, intent, key }: IntentTask<BankRequestToSend>,
  without: "Absent" | "Pending"
) {
  const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
  const found = yield* banking.findConsent(connection, key, since)
  return found === null
    ? ({ _tag: without } satisfies Asked<BankAnswer>)
    : ({ _tag: "Found", settlement: answered(found) } satisfies Asked<BankAnswer>)
})

const mandateNow = Effect.fnUntraced(function* (
  kind: BankRequestKind,
  banking: BankingProvider,
  task: IntentTask<BankRequestToSend>
) {
  const { accountReference, subject } = task.payload
  const mandates = yield* banking.mandates(task.connection, accountReference)
  const state = mandates.find(({ reference }) => reference === subject)?.state
  const [wanted, before] = kind === "suspend-mandate" ? ["suspended", "enabled"] : ["enabled", "suspended"]
  if (state?.is === wanted) {
    return { _tag: "Found", settlement: answered(null) } satisfies Asked<BankAnswer>
  }
  if (state?.is === "cancelled") {
    const message = `The mandate is ${state.word}`
    return { _tag: "Refused", code: state.word, message } satisfies Asked<BankAnswer>
  }
  const without = state?.is === before ? "Absent" : "Pending"
  return kind === "resume-mandate"
    ? yield* consentOf(banking, task, without)
    : ({ _tag: without } satisfies Asked<BankAnswer>)
})

const afterEnd = (request: BankRequest, ended: Ended<BankAnswer>): BankRequest => {
  switch (ended._tag) {
    case "Succeeded": {
      const { consent, state } = ended.settlement.outcome
      return { ...request, state, consent }
    }
    case "Refused":
      return { ...request, state: "refused", reason: ended.refusal }
    case "Unknown":
      return { ...request, state: "unknown" }
  }
}

/** Everything that mandates and debits ask of institutions, for the process that sends. */
export const bankRequestPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(bankRequestIntents["suspend-mandate"], workOf("suspend-mandate")),
  intentPerformer(bankRequestIntents["resume-mandate"], workOf("resume-mandate")),
  intentPerformer(bankRequestIntents["return-debit"], workOf("return-debit"))
]
