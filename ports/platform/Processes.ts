import { Context, type DateTime, type Effect, type Option, type Schema } from "effect"
import type {
  BusinessKey,
  Process,
  ProcessDiffers,
  ProcessFile,
  ProcessId,
  ProcessMoment,
  ProcessState,
  ProcessSubject,
  Standing,
  StepDefinition,
  StepFault
} from "../../domain/platform/processes/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface NewProcess {
  readonly id: ProcessId
  readonly definition: string
  readonly definitionVersion: number
  readonly businessKey: BusinessKey
  readonly subject: ProcessSubject
  readonly input: Schema.Json
  /** What tells two starts apart: the request as it came. */
  readonly request: Schema.Json
  readonly steps: ReadonlyArray<Pick<StepDefinition, "kind" | "name">>
}

/** A process with everything that its next step is decided by. */
export interface HeldProcess {
  readonly process: Process
  readonly input: Schema.Json
  readonly standing: Standing
  readonly steps: ReadonlyArray<HeldStep>
  readonly awaits: string | null
}

export interface HeldStep {
  readonly name: string
  readonly subject: Schema.Json
  readonly undoSubject: Schema.Json
  readonly fault: StepFault | null
}

/** What is written of a process after a signal. What a step keeps is named by its place; null keeps it as it was. */
export interface ProcessChange {
  readonly standing: Standing
  readonly wakeAt: DateTime.Utc | null
  readonly awaits: string | null
  readonly kept: null | {
    readonly position: number
    readonly subject?: Schema.Json
    readonly undoSubject?: Schema.Json
    readonly fault?: StepFault | null
  }
  readonly moments: ReadonlyArray<Pick<ProcessMoment, "note" | "step" | "what">>
}

export interface ProcessesWanted {
  readonly state: Option.Option<ProcessState>
  readonly definition: Option.Option<string>
  readonly after: Option.Option<ProcessId>
  readonly limit: number
}

/** The processes of the company. A publication of an event wakes those that wait for its entity, in the same unit. */
export class Processes extends Context.Service<
  Processes,
  {
    /** Adds the process, or answers the one that lives under its key. Fails when that was started with another request. */
    readonly add: (
      process: NewProcess
    ) => Effect.Effect<{ readonly process: Process; readonly isNew: boolean }, ProcessDiffers, TenantScope>
    readonly find: (id: ProcessId) => Effect.Effect<Process, NotFound, TenantScope>
    readonly file: (
      id: ProcessId
    ) => Effect.Effect<Omit<ProcessFile, "waitingFor"> & HeldProcess, NotFound, TenantScope>
    readonly list: (wanted: ProcessesWanted) => Effect.Effect<ReadonlyArray<Process>, never, TenantScope>
    /**
     * The process, held until the unit ends. Signals that came before are taken: what is looked at from now on is at
     * least as new as they were.
     */
    readonly hold: (id: ProcessId) => Effect.Effect<HeldProcess, NotFound, TenantScope>
    /** Writes what became of a process that is held. */
    readonly move: (held: HeldProcess, change: ProcessChange) => Effect.Effect<void, never, TenantScope>
    /** Notes that its work failed unexpectedly, and when it is tried again: not before, whatever signals came. */
    readonly trouble: (id: ProcessId, wakeAt: DateTime.Utc) => Effect.Effect<void, never, TenantScope>
    /** Those that are due, longest first. */
    readonly due: (limit: number) => Effect.Effect<ReadonlyArray<ProcessId>, never, TenantScope>
  }
>()("azals/ports/platform/Processes") {}
