import { Context, type Effect, type Option } from "effect"
import type {
  PaymentMethod,
  PaymentMethodId,
  PaymentMethodState
} from "../../domain/finance/payments/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedMethod = Pick<PaymentMethod, "connectionId" | "customer" | "expires" | "id" | "label">

/** What the gateway says of a method; null leaves what is known. */
export interface MethodChange {
  readonly state: PaymentMethodState
  readonly reference: string | null
  readonly masked: string | null
  readonly expires: string | null
  readonly code: string | null
  readonly message: string | null
  /** The payer gave another card just now: consents of before are not to it. */
  readonly isOtherCard?: boolean
}

/** A method with the gateway's reference, which nobody outside needs. */
export interface KnownMethod {
  readonly method: PaymentMethod
  readonly reference: string | null
}

export interface MethodsWanted {
  readonly customer: Option.Option<string>
  /** Only kept cards whose last day lies before this one: they are good until the end of their month. */
  readonly expiresBefore: Option.Option<LocalDate>
  readonly limit: number
  readonly after: Option.Option<PaymentMethodId>
}

/** The company's payment methods in the vaults of its gateways. */
export class PaymentMethods extends Context.Service<
  PaymentMethods,
  {
    readonly add: (method: AddedMethod) => Effect.Effect<PaymentMethod, never, TenantScope>
    readonly find: (id: PaymentMethodId) => Effect.Effect<KnownMethod, NotFound, TenantScope>
    /** The same, held until the unit ends: nothing is charged and nothing changes meanwhile. */
    readonly hold: (id: PaymentMethodId) => Effect.Effect<KnownMethod, NotFound, TenantScope>
    /** The same for a charge: others may charge at once, nobody changes the card meanwhile. */
    readonly holdToCharge: (id: PaymentMethodId) => Effect.Effect<KnownMethod, NotFound, TenantScope>
    /** Whether a payment by this method was asked for whose first outcome is not known. */
    readonly isCharging: (id: PaymentMethodId) => Effect.Effect<boolean, never, TenantScope>
    /** Those that the gateway of a connection keeps. */
    readonly keptAt: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<KnownMethod>, never, TenantScope>
    readonly list: (wanted: MethodsWanted) => Effect.Effect<ReadonlyArray<PaymentMethod>, never, TenantScope>
    /** Takes a step from one of these states; nothing when it is in another. */
    readonly change: (
      id: PaymentMethodId,
      from: ReadonlyArray<PaymentMethodState>,
      change: MethodChange
    ) => Effect.Effect<void, never, TenantScope>
    /** Makes it the customer's default method, if it still is at `version`. */
    readonly prefer: (
      id: PaymentMethodId,
      version: number
    ) => Effect.Effect<PaymentMethod, NotFound | VersionConflict, TenantScope>
  }
>()("azals/ports/finance/PaymentMethods") {}
