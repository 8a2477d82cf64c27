export type { CardControls, CardOrder, IssuedCard, SpendingLimit } from "./IssuedCard.ts"
