import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { ActorId } from "../../../shared/TenantScope.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ProcessState, StepPhase } from "./Standing.ts"

export const ProcessId = Uuid.pipe(Schema.brand("ProcessId"))
export type ProcessId = typeof ProcessId.Type

/** The starter's own name for the process: one process lives under it, for each company and definition. */
export const BusinessKey = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/u)).annotate({
  description:
    "Your own name for this process, 1 to 100 visible characters; starting it twice answers the first",
  examples: ["collect-F-2026-001"]
})
export type BusinessKey = typeof BusinessKey.Type

const Code = Schema.String.annotate({ examples: ["202"] })

/** Why a step failed: the code and words of whoever said no, or ours with a code that begins with `azals.`. */
export const StepFault = Schema.Struct({
  code: Code,
  fr: Schema.String.annotate({ examples: ["nmi a refusé (202) : Insufficient funds"] }),
  en: Schema.String.annotate({ examples: ["nmi refused (202): Insufficient funds"] })
}).annotate({ identifier: "StepFault" })
export type StepFault = typeof StepFault.Type

const StepName = Schema.String.annotate({ examples: ["take"] })

const Subject = Schema.NullOr(
  Schema.Json.annotate({
    description: "What the step opened, such as the ids of its rows: any JSON, by its step"
  })
).annotate({ examples: [{ paymentId: "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31" }] })

export const ProcessStep = Schema.Struct({
  name: StepName,
  kind: Schema.Literals(["operation", "event", "timer", "decision"]),
  phase: StepPhase,
  attempts: Schema.Int,
  undoAttempts: Schema.Int,
  until: Schema.NullOr(Instant).annotate({
    description: "When it is tried again, when its waiting ends, or since when it is overdue"
  }),
  subject: Subject,
  undoSubject: Subject,
  fault: Schema.NullOr(StepFault)
}).annotate({ identifier: "ProcessStep" })
export type ProcessStep = typeof ProcessStep.Type

/** What a process waits for now. */
export const ProcessWait = Schema.Struct({
  step: StepName,
  for: Schema.Literals(["outcome", "undoing", "event", "time", "person", "retry"]),
  /** The business row whose events wake it. */
  entityId: Schema.NullOr(Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"] })),
  until: Schema.NullOr(Instant),
  /** Whether it was sent and nobody knows what came of it: it is asked for, and never sent again. */
  unknown: Schema.Boolean
}).annotate({ identifier: "ProcessWait" })
export type ProcessWait = typeof ProcessWait.Type

/** A process of the company. `nextLookAt` is when it is looked at again unless something wakes it before. */
export const Process = Schema.Struct({
  id: ProcessId,
  definition: Schema.String.annotate({ examples: ["suite.collect"] }),
  definitionVersion: Schema.Int.annotate({ examples: [1] }),
  businessKey: BusinessKey,
  label: Label,
  amount: Schema.NullOr(Money),
  state: ProcessState,
  cancelling: Schema.Boolean,
  /** The last fault of its work that nobody expected; it is tried again. The service's log has the details. */
  troubled: Schema.Boolean,
  startedBy: ActorId,
  startedAt: Instant,
  movedAt: Instant,
  endedAt: Schema.NullOr(Instant),
  nextLookAt: Schema.NullOr(Instant),
  version: Schema.Int
}).annotate({
  identifier: "Process",
  examples: [
    {
      id: ProcessId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b01"),
      definition: "suite.collect",
      definitionVersion: 1,
      businessKey: "collect-F-2026-001",
      label: "Facture F-2026-001",
      amount: { minor: 12_000n, currency: EUR },
      state: "waiting",
      cancelling: false,
      troubled: false,
      startedBy: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a01"),
      startedAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      movedAt: DateTime.makeUnsafe("2026-11-22T14:05:01Z"),
      endedAt: null,
      nextLookAt: DateTime.makeUnsafe("2026-11-22T15:05:01Z"),
      version: 3
    }
  ]
})
export type Process = typeof Process.Type

/** One thing that happened to a process. */
export const ProcessMoment = Schema.Struct({
  at: Instant,
  step: Schema.NullOr(StepName),
  what: Schema.Literals([
    "started",
    "begun",
    "succeeded",
    "unknown",
    "refused",
    "undo-begun",
    "undone",
    "undo-unknown",
    "undo-refused",
    "approved",
    "rejected",
    "expired",
    "cancel-requested",
    "retried",
    "ended",
    "reviewed"
  ]),
  actorId: ActorId,
  note: Schema.NullOr(
    Schema.Json.annotate({ description: "The fault, the subject, the comment: any JSON, by what happened" })
  ).annotate({ examples: [{ comment: "Vu avec le client" }] })
}).annotate({ identifier: "ProcessMoment" })
export type ProcessMoment = typeof ProcessMoment.Type

/** A process with its steps, what it waits for, and everything that happened to it, oldest first. */
export const ProcessFile = Schema.Struct({
  process: Process,
  steps: Schema.Array(ProcessStep),
  waitingFor: Schema.NullOr(ProcessWait),
  history: Schema.Array(ProcessMoment)
}).annotate({ identifier: "ProcessFile" })
export type ProcessFile = typeof ProcessFile.Type
