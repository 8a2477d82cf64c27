import type { Effect, Option } from "effect"
import type { PaymentOrder, PlacedPayment, StoredMethod } from "../../domain/finance/payments/model/index.ts"
import type {
  AskFailure,
  Capability,
  IntentId,
  OpenConnection,
  SendFailure
} from "../../domain/finance/providers/model/index.ts"
import type { Money } from "../../domain/shared/Money.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

type Ask<A> = Effect.Effect<A, AskFailure, TenantScope>
type Send<A> = Effect.Effect<A, SendFailure, TenantScope>

/**
 * Who takes card payments for the company. Card numbers never come here. A method whose capability is not in
 * `capabilities` answers `NotSupported`.
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
  readonly void: (connection: OpenConnection, reference: string, key: IntentId) => Send<PlacedPayment>
  readonly refund: (
    connection: OpenConnection,
    reference: string,
    amount: Money,
    key: IntentId
  ) => Send<PlacedPayment>
  readonly credit: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  /** Checks a card without a charge. */
  readonly validate: (connection: OpenConnection, order: PaymentOrder, key: IntentId) => Send<PlacedPayment>
  /** Keeps the method that a one-time token stands for. */
  readonly store: (connection: OpenConnection, token: string, key: IntentId) => Send<StoredMethod>
  readonly forget: (connection: OpenConnection, methodReference: string, key: IntentId) => Send<void>
  /** What the gateway has under our order reference; none when it has nothing. */
  readonly findPayment: (
    connection: OpenConnection,
    orderReference: string
  ) => Ask<Option.Option<PlacedPayment>>
}
