import { DateTime, Schema } from "effect"
import { Process, ProcessState, StepFault } from "../../../platform/processes/model/index.ts"
import { Instant } from "../../../shared/Instant.ts"
import { MoneySum } from "../../../shared/Money.ts"
import { ProviderAccountId } from "../../banking/model/index.ts"
import { Intent } from "../../providers/model/index.ts"
import { ConservationAlert } from "./conservation.ts"

const AccountBalance = Schema.Struct({
  providerAccountId: ProviderAccountId,
  name: Schema.String.annotate({ examples: ["Compte principal"] }),
  iban: Schema.NullOr(Schema.String),
  available: Schema.NullOr(MoneySum),
  booked: Schema.NullOr(MoneySum),
  seenAt: Instant
}).annotate({ identifier: "SuiteAccountBalance" })

/** Processes that are alike, and the money that they move. */
export const ProcessCount = Schema.Struct({
  definition: Schema.String.annotate({ examples: ["suite.collect"] }),
  state: ProcessState,
  count: Schema.Int,
  amounts: Schema.Array(MoneySum).annotate({ description: "One sum for each currency" })
}).annotate({ identifier: "SuiteProcessCount" })

const FailingStep = Schema.Struct({
  process: Process,
  step: Schema.String.annotate({ examples: ["posted"] }),
  attempts: Schema.Int,
  fault: Schema.NullOr(StepFault)
}).annotate({ identifier: "SuiteFailingStep" })

const { amount, businessKey, connectionId, id, kind, leftToPeopleAt, sentAt } = Intent.fields

/** A request whose outcome stayed unknown for so long that a person is needed. */
export const LeftIntent = Schema.Struct({
  id,
  kind,
  connectionId,
  businessKey,
  amount,
  sentAt,
  leftToPeopleAt
}).annotate({ identifier: "SuiteLeftIntent" })

/** What is open, what fails and what is stuck, in one answer. Lists hold the fifty oldest; counts are of all. */
export const SuiteDashboard = Schema.Struct({
  at: Instant,
  stuckAfterHours: Schema.Int,
  accounts: Schema.NullOr(Schema.Array(AccountBalance)).annotate({
    description: "As last read from the institutions; null without the right banking:read"
  }),
  open: Schema.Array(ProcessCount),
  waitingForPeople: Schema.Array(Process),
  failing: Schema.Array(FailingStep),
  stuck: Schema.Struct({
    count: Schema.Int,
    amounts: Schema.Array(MoneySum),
    processes: Schema.Array(Process)
  }).annotate({ description: "Processes that have not moved for that many hours and have not ended" }),
  unknownIntents: Schema.Struct({
    count: Schema.Int,
    amounts: Schema.Array(MoneySum),
    oldestSentAt: Schema.NullOr(Instant),
    leftToPeople: Schema.NullOr(Schema.Array(LeftIntent)).annotate({
      description:
        "Those that nobody but people asks for any more (POST /v2/finance/intents/{intentId}/settle), oldest first; " +
        "null without the right providers:read"
    })
  }).annotate({ description: "Sent to a provider, and nobody knows what came of them yet" }),
  deadNotifications: Schema.Int,
  alerts: Schema.Array(ConservationAlert)
}).annotate({
  identifier: "SuiteDashboard",
  examples: [
    {
      at: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      stuckAfterHours: 24,
      accounts: [],
      open: [],
      waitingForPeople: [],
      failing: [],
      stuck: { count: 0, amounts: [], processes: [] },
      unknownIntents: { count: 0, amounts: [], oldestSentAt: null, leftToPeople: [] },
      deadNotifications: 0,
      alerts: []
    }
  ]
})
export type SuiteDashboard = typeof SuiteDashboard.Type
