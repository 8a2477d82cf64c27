export type { PaymentOrder, PaymentSource, PlacedPayment, StoredMethod } from "./CardPayment.ts"
export type { Consent, Payee, PayeeCheck, PlacedTransfer, TransferOrder } from "./Transfer.ts"
