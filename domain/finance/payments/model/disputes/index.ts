export {
  Dispute,
  DisputeId,
  DisputeState,
  disputeTransitions,
  NewDispute,
  type ToldChargeback
} from "./Dispute.ts"
export { mayDispute, stateWith } from "./disputeSteps.ts"
export { NotDisputable } from "./errors.ts"
export { postDisputeKind } from "./postDisputeKind.ts"
