export { chargeSubscription, requestCharge } from "./chargeSubscription.ts"
export { endSubscription, pauseSubscription, resumeSubscription } from "./moveSubscription.ts"
export { addPlan, changePlan } from "./planSubscriptions.ts"
export { changeSubscription, subscribe } from "./subscribe.ts"
