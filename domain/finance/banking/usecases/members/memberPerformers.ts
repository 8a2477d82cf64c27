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
import {
  type AccountMember,
  type BankAnswer,
  bankRequestIntents,
  type BankRequestToSend,
  memberAbout,
  sameRights
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { answered, consentOf, requestEnded } from "../requests/requestAnswers.ts"

type Needs = BankRequests | Events | Ids | JobStore | ProviderAdapters

const kinds = ["invite-member", "change-member", "suspend-member", "resume-member", "disable-member"] as const
type Kind = (typeof kinds)[number]

/** Sent once, without a key: what came of a lost one is read off the way back of its consent, and off the member. */
const workOf = (kind: Kind): IntentWork<BankRequestToSend, BankAnswer, Needs> => ({
  send: (task) => Effect.flatMap(bankingOf(task.connection), (banking) => send(kind, banking, task)),
  ask: (task) => Effect.flatMap(bankingOf(task.connection), (banking) => ask(kind, banking, task)),
  settled: (_, { requestId }, ended) => requestEnded(requestId, ended),
  absentAfter: "10 minutes"
})

const send = Effect.fnUntraced(function* (
  kind: Kind,
  banking: BankingProvider,
  { connection, key, payload }: IntentTask<BankRequestToSend>
) {
  const { accountReference, consentReturnUrl: back, member, subject } = payload
  switch (kind) {
    case "invite-member": {
      const { invitee, rights } = yield* told(member)
      if (invitee === null) return yield* Effect.die("an invitation says whom")
      return answered(yield* banking.inviteMember(connection, accountReference, invitee, rights, back, key))
    }
    case "change-member": {
      const { rights } = yield* told(member)
      return answered(yield* banking.changeMember(connection, subject, rights, back, key))
    }
    case "resume-member":
      return answered(yield* banking.resumeMember(connection, subject, back, key))
    case "suspend-member":
      yield* banking.suspendMember(connection, subject)
      return answered(null)
    case "disable-member":
      yield* banking.disableMember(connection, subject)
      return answered(null)
  }
})

const told = (member: BankRequestToSend["member"]) =>
  member === undefined ? Effect.die("a request about rights says which") : Effect.succeed(member)

/** A consent under the key is ours; without one the member itself tells, of what it can tell. */
const ask = Effect.fnUntraced(function* (
  kind: Kind,
  banking: BankingProvider,
  task: IntentTask<BankRequestToSend>
) {
  const consented = yield* consentOf(banking, task, "Absent")
  if (consented._tag === "Found") return consented
  const { accountReference, member: asked, subject } = task.payload
  const members = yield* banking.members(task.connection, accountReference)
  const member = memberAbout(accountReference, members, subject)
  if (kind === "invite-member") {
    const same = member !== undefined && asked !== undefined && sameRights(member.rights, asked.rights)
    return member === undefined ? absent : same && member.state.is !== "consent-needed" ? done : pending
  }
  return member === undefined ? pending : stateTold(kind, member)
})

const stateTold = (kind: Exclude<Kind, "invite-member">, { state }: AccountMember): Asked<BankAnswer> => {
  const wanted = wantedStates[kind]
  if (state.is === wanted) return done
  if (state.is !== "disabled") return absent
  return { _tag: "Refused", code: state.word, message: `The member is ${state.word}` }
}

/** A change of rights always waits for a consent: without one it has not been asked for. */
const wantedStates: Partial<Record<Kind, AccountMember["state"]["is"]>> = {
  "suspend-member": "suspended",
  "resume-member": "enabled",
  "disable-member": "disabled"
}

const absent = { _tag: "Absent" } satisfies Asked<BankAnswer>
const pending = { _tag: "Pending" } satisfies Asked<BankAnswer>
const done: Asked<BankAnswer> = { _tag: "Found", settlement: answered(null) }

/** Everything that is asked of institutions about who may act on accounts, for the process that sends. */
export const memberPerformers: ReadonlyArray<IntentPerformer<Needs>> = kinds.map((kind) =>
  intentPerformer(bankRequestIntents[kind], workOf(kind))
)
