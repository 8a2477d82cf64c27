import type { DateTime, Effect, Option } from "effect"
import type {
  GatewayPayment,
  PaymentOrder,
  PlacedPayment,
  StoredMethod,
  ToldBatch,
  ToldChargeback
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
  /** Keeps the method that a token stands for in place of the one under this reference. */
  readonly replace: (
    connection: OpenConnection,
    methodReference: string,
    token: string,
    key: IntentId
  ) => Send<void>
  /** The reference under which `store` keeps a method. */
  readonly methodReference: (key: IntentId) => string
  readonly findMethod: (connection: OpenConnection, methodReference: string) => Ask<StoredMethod | null>
  /** Every method that the gateway keeps for this account, whoever stored it. */
  readonly storedMethods: (connection: OpenConnection) => Ask<ReadonlyArray<StoredMethod>>
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
  /** What the gateway made for a subscription that it keeps and charges by itself. */
  readonly paymentsOfSubscription: (
    connection: OpenConnection,
    subscriptionReference: string,
    currency: CurrencyCode
  ) => Ask<ReadonlyArray<GatewayPayment>>
  /** What a proven notification tells of a batch; none where it tells too little. */
  readonly toldBatch: (body: Uint8Array) => Option.Option<ToldBatch>
  /** What a proven notification tells of chargebacks; none where it tells too little. */
  readonly toldChargebacks: (body: Uint8Array) => Option.Option<ReadonlyArray<ToldChargeback>>
  /** The references of the payments between two moments that the gateway has settled. */
  readonly settledBetween: (
    connection: OpenConnection,
    from: DateTime.Utc,
    to: DateTime.Utc
  ) => Ask<ReadonlyArray<string>>
}
