export { chargeSubscription, requestCharge } from "./chargeSubscription.ts"
export {
  followGatewaySubscription,
  requestGatewayReading,
  setGatewaySubscription
} from "./followGatewaySubscription.ts"
export { readGatewaySubscription } from "./readGatewaySubscription.ts"
export { endSubscription, pauseSubscription, resumeSubscription } from "./moveSubscription.ts"
export { addPlan, changePlan } from "./planSubscriptions.ts"
export { changeSubscription, subscribe } from "./subscribe.ts"
