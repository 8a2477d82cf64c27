export { enterBatch } from "./keepBatch.ts"
export { postSettlement } from "./postSettlement.ts"
export { stateBatch } from "./stateBatch.ts"
