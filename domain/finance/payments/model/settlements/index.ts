export { checkStatement } from "./checkStatement.ts"
export { SettlementUnmatched, StatementDoesNotAdd } from "./errors.ts"
export {
  NewSettlementBatch,
  SettlementBatch,
  SettlementBatchId,
  SettlementLine,
  SettlementState,
  SettlementStatement,
  settlementTransitions,
  type ToldBatch
} from "./SettlementBatch.ts"
export { postSettlementKind, settlementPosting } from "./settlementPosting.ts"
