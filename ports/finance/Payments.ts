import { Context, type DateTime, type Effect, type Option } from "effect"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type {
  GatewayPayment,
  OperationId,
  OperationState,
  Payment,
  PaymentChange,
  PaymentId,
  PaymentMethodId,
  PaymentOperation,
  PaymentState
} from "../../domain/finance/payments/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedPayment = Omit<
  Payment,
  | "authorised"
  | "captured"
  | "refunded"
  | "state"
  | "gatewayReference"
  | "code"
  | "message"
  | "settledOn"
  | "createdAt"
  | "version"
>

export type AddedOperation = Pick<PaymentOperation, "amount" | "id" | "intentId" | "kind"> & {
  readonly paymentId: PaymentId
}

/** How an operation ended, or that nobody knows yet. */
export interface OperationEnd {
  readonly state: OperationState
  readonly amount: bigint | null
  readonly gatewayReference: string | null
  readonly code: string | null
  readonly message: string | null
}

export interface PaymentsWanted {
  readonly state: Option.Option<PaymentState>
  readonly settledOn: Option.Option<LocalDate>
  readonly after: Option.Option<PaymentId>
  readonly limit: number
}

/** A payment with everything that was asked of the gateway for it, oldest first. */
export interface PaymentFile {
  readonly payment: Payment
  readonly operations: ReadonlyArray<PaymentOperation>
}

/** The company's payments by card. Each change of a payment is conditional on the version that was read. */
export class Payments extends Context.Service<
  Payments,
  {
    readonly add: (payment: AddedPayment) => Effect.Effect<Payment, never, TenantScope>
    readonly addOperation: (operation: AddedOperation) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: PaymentId) => Effect.Effect<PaymentFile, NotFound, TenantScope>
    /** The same, held until the unit ends: two units never ask something of one payment at once. */
    readonly hold: (id: PaymentId) => Effect.Effect<PaymentFile, NotFound, TenantScope>
    readonly list: (wanted: PaymentsWanted) => Effect.Effect<ReadonlyArray<Payment>, never, TenantScope>
    /** The gateway's reference of the first payment that the payer made with a stored method and that was approved. */
    readonly firstWith: (
      paymentMethodId: PaymentMethodId
    ) => Effect.Effect<Option.Option<string>, never, TenantScope>
    /** Ends an operation that is open or unknown, or notes that it is unknown; false when it had ended. */
    readonly endOperation: (id: OperationId, end: OperationEnd) => Effect.Effect<boolean, never, TenantScope>
    /** Moves a payment that is held. `reference`, `code` and `message` are kept as they were where null. */
    readonly move: (
      payment: Payment,
      to: PaymentChange,
      gateway: Pick<OperationEnd, "code" | "gatewayReference" | "message">
    ) => Effect.Effect<void, never, TenantScope>
    readonly noteEntry: (id: OperationId, entryId: EntryId) => Effect.Effect<void, never, TenantScope>
    /** The payment that the gateway calls so, or that has something of ours which it knows by this order reference. */
    readonly atGateway: (
      connectionId: ConnectionId,
      known: Pick<GatewayPayment, "orderReference" | "reference">
    ) => Effect.Effect<Option.Option<PaymentFile>, never, TenantScope>
    /** When the oldest payment was taken that waits for its settlement, of the last 60 days. */
    readonly unsettledSince: (
      connectionId: ConnectionId
    ) => Effect.Effect<Option.Option<DateTime.Utc>, never, TenantScope>
    /** Marks payments as settled by the gateway's references; answers those that were not marked before. */
    readonly settle: (
      connectionId: ConnectionId,
      references: ReadonlyArray<string>,
      day: LocalDate
    ) => Effect.Effect<ReadonlyArray<PaymentId>, never, TenantScope>
  }
>()("azals/ports/finance/Payments") {}
