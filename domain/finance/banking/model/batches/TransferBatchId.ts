import { Schema } from "effect"
import { Uuid } from "../../../../shared/Uuid.ts"

export const TransferBatchId = Uuid.pipe(Schema.brand("TransferBatchId"))
export type TransferBatchId = typeof TransferBatchId.Type
