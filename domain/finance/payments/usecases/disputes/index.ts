export { applyChargebacks } from "./applyChargebacks.ts"
export { linkDispute, openDispute } from "./openDispute.ts"
export { postDispute } from "./postDispute.ts"
export { contestDispute, dismissDispute, resolveDispute } from "./resolveDispute.ts"
