import { Effect } from "effect"
import type { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Asked,
  type IntentPerformer,
  intentPerformer,
  type IntentTask,
  type IntentWork
} from "../../../providers/model/index.ts"
import { type BankAnswer, bankRequestIntents, type BankRequestToSend } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { answered, consentOf, requestEnded } from "./requestAnswers.ts"

type Needs = BankRequests | Events | Ids | JobStore | ProviderAdapters
type Kind = "resume-mandate" | "return-debit" | "suspend-mandate"

/** Sent once, without a key: what came of a lost one is read off the mandate, and off the way back of its consent. */
const workOf = (kind: Kind): IntentWork<BankRequestToSend, BankAnswer, Needs> => ({
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
  settled: (_, { requestId }, ended) => requestEnded(requestId, ended),
  absentAfter: "10 minutes"
})

const mandateNow = Effect.fnUntraced(function* (
  kind: Kind,
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

/** Everything that mandates and debits ask of institutions, for the process that sends. */
export const bankRequestPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(bankRequestIntents["suspend-mandate"], workOf("suspend-mandate")),
  intentPerformer(bankRequestIntents["resume-mandate"], workOf("resume-mandate")),
  intentPerformer(bankRequestIntents["return-debit"], workOf("return-debit"))
]
