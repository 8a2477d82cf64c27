export { advance, type Finding, type Signal, undoTries } from "./advance.ts"
export { DecidedByStarter, ProcessDiffers } from "./errors.ts"
export { type Next, nextLook, nextOf } from "./nextOf.ts"
export {
  BusinessKey,
  Process,
  ProcessFile,
  ProcessId,
  ProcessMoment,
  ProcessStep,
  ProcessWait,
  StepFault
} from "./Process.ts"
export {
  decision,
  type DecisionStep,
  type EventStep,
  operation,
  type OperationStep,
  type ProcessDefinition,
  processDefinition,
  type ProcessShape,
  type ProcessSubject,
  type Review,
  type StepDefinition,
  timer,
  type TimerStep,
  waitFor
} from "./ProcessDefinition.ts"
export {
  type Found,
  type NotOpened,
  type Opened,
  type ProcessWork,
  processWork,
  type ReviewTask,
  type ReviewWork,
  type StepTask,
  type StepWork,
  type Undertaking
} from "./ProcessWork.ts"
export {
  type CurrentStep,
  currentStep,
  firstStanding,
  ProcessState,
  type Standing,
  StepPhase,
  type StepStanding
} from "./Standing.ts"
export { waitOf } from "./waitOf.ts"
export { workAtProcessesKind } from "./workAtProcessesKind.ts"
