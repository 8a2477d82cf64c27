import { Schema } from "effect"
import { Uuid } from "../../../shared/Uuid.ts"

export const CardBudgetId = Uuid.pipe(Schema.brand("CardBudgetId"))
export type CardBudgetId = typeof CardBudgetId.Type
