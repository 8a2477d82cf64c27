import type { DateTime, Effect } from "effect"
import type {
  GatewayPayment,
  PaymentOrder,
  PlacedPayment,
  StoredMethod
} from "../../domain/finance/payments/model/index.ts"
import type {
  AskFailure,
  Capability,
  IntentId,
  OpenConnection,
  SendFailure
} from "../../domain/finance/providers/model/index.ts"
import type { CurrencyCode, Money } from "../../domain/shared/Money.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

type Ask<A> = Effect.Effect<A, AskFailure, TenantScope>
type Send<A> = Effect.Effect<A, SendFailure, TenantScope>

/**
 * Who takes card payments for the company. Card numbers never come here. A method whose capability is not in
 * `capabilities` answers `NotSupported`. The `key` is also the order reference by which a request is found again.
 */
export interface PaymentGateway {
  readonly capabilities: ReadonlySet<Capability & `payments.${string}`>
  readonly sale: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  readonly authorise: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  readonly capture: (
    connection: OpenConnection,
    reference: string,
    amount: Money,
    key: IntentId
  ) => Send<PlacedPayment>
  readonly void: (
    connection: OpenConnection,
    reference: string,
    amount: Money,
    key: IntentId
  ) => Send<PlacedPayment>
  readonly refund: (
    connection: OpenConnection,
    reference: string,
    amount: Money,
    key: IntentId
  ) => Send<PlacedPayment>
  readonly credit: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  /** Checks a card without a charge. */
  readonly validate: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  /** Keeps the method that a one-time token stands for, under a reference made of the key. */
  readonly store: (connection: OpenConnection, token: string, key: IntentId) => Send<StoredMethod>
  readonly forget: (connection: OpenConnection, methodReference: string, key: IntentId) => Send<void>
  /** The method that was kept under this key. */
  readonly findMethod: (connection: OpenConnection, key: IntentId) => Ask<StoredMethod | null>
  readonly hasMethod: (connection: OpenConnection, methodReference: string) => Ask<boolean>
  /** What the gateway has under our order reference. */
  readonly findByOrder: (
    connection: OpenConnection,
    orderReference: string,
    currency: CurrencyCode
  ) => Ask<ReadonlyArray<GatewayPayment>>
  readonly findByReference: (
    connection: OpenConnection,
    reference: string,
    currency: CurrencyCode
  ) => Ask<GatewayPayment | null>
  /** The references of the payments between two moments that the gateway has settled. */
  readonly settledBetween: (
    connection: OpenConnection,
    from: DateTime.Utc,
    to: DateTime.Utc
  ) => Ask<ReadonlyArray<string>>
}
