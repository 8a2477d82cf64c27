export { askingOf } from "./asking.ts"
export { capabilities, Capability, capabilityText, portOf, type ProviderPort } from "./Capability.ts"
export {
  Connection,
  ConnectionId,
  ConnectionState,
  connectionStep,
  ConnectionTest,
  connectionTransitions,
  NewConnection,
  type OpenConnection,
  SecretRotation
} from "./Connection.ts"
export {
  ConnectionDisabled,
  ConnectionFieldsRefused,
  FieldFault,
  IntentConflict,
  UnknownProvider
} from "./errors.ts"
export {
  type AskFailure,
  CredentialsRefused,
  failureText,
  NotSupported,
  OutcomeUnknown,
  ProviderRefused,
  ProviderUnavailable,
  type SendFailure
} from "./failures.ts"
export { Intent, IntentId, IntentRefusal, IntentState, intentTransitions } from "./Intent.ts"
export { Environment, ProviderName } from "./Provider.ts"
export {
  type CallBudget,
  checkFields,
  type ConnectionField,
  Credential,
  type ProviderDefinition
} from "./ProviderDefinition.ts"
export { type IntentKind, intentKind } from "./IntentKind.ts"
export {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentTask,
  type IntentWork,
  type Settlement
} from "./IntentPerformer.ts"
export { performIntentKind, settleIntentKind, testConnectionKind } from "./jobKinds.ts"
