import { Schema } from "effect"
import { ProcessId } from "./Process.ts"
import { ProcessState } from "./Standing.ts"

/** A process of this definition and key lives, and was started with something else. */
export class ProcessDiffers extends Schema.TaggedError<ProcessDiffers>()(
  "ProcessDiffers",
  {
    processId: ProcessId,
    businessKey: Schema.String.annotate({ examples: ["collect-F-2026-001"] }),
    state: ProcessState
  },
  { httpApiStatus: 409 }
) {}

/** This decision is to be taken by somebody else than who started the process. */
export class DecidedByStarter extends Schema.TaggedError<DecidedByStarter>()(
  "DecidedByStarter",
  { processId: ProcessId, step: Schema.String.annotate({ examples: ["approve"] }) },
  { httpApiStatus: 403 }
) {}
