import { Context, type Effect, type Option } from "effect"
import type {
  NewSubscriptionPlan,
  Subscription,
  SubscriptionCharge,
  SubscriptionId,
  SubscriptionPlan,
  SubscriptionPlanChange,
  SubscriptionPlanId,
  SubscriptionState
} from "../../domain/finance/payments/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A subscription with its plan and its charges, the newest first, and when it is to be looked at again. */
export interface SubscriptionFile {
  readonly subscription: Subscription
  readonly plan: SubscriptionPlan
  readonly charges: ReadonlyArray<SubscriptionCharge>
}

export interface SubscriptionsWanted {
  readonly state: Option.Option<SubscriptionState>
  readonly planId: Option.Option<SubscriptionPlanId>
  readonly after: Option.Option<SubscriptionId>
  readonly limit: number
}

/** What changes of a subscription. `lookOn`: the day on which something is to be done or asked for; null: never. */
export type SubscriptionStep = Partial<
  Pick<
    Subscription,
    "initialPaymentId" | "nextOn" | "note" | "ordinal" | "paymentMethodId" | "state" | "taken"
  >
>

/** The company's plans and subscriptions. */
export class Subscriptions extends Context.Service<
  Subscriptions,
  {
    readonly addPlan: (
      id: SubscriptionPlanId,
      plan: NewSubscriptionPlan
    ) => Effect.Effect<SubscriptionPlan, AlreadyExists, TenantScope>
    readonly plan: (id: SubscriptionPlanId) => Effect.Effect<SubscriptionPlan, NotFound, TenantScope>
    readonly plans: (
      after: Option.Option<SubscriptionPlanId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<SubscriptionPlan>, never, TenantScope>
    readonly changePlan: (
      id: SubscriptionPlanId,
      version: number,
      change: SubscriptionPlanChange
    ) => Effect.Effect<SubscriptionPlan, NotFound | VersionConflict, TenantScope>
    readonly add: (
      subscription: Omit<Subscription, "createdAt" | "note" | "ordinal" | "state" | "taken" | "version">
    ) => Effect.Effect<Subscription, never, TenantScope>
    readonly find: (id: SubscriptionId) => Effect.Effect<SubscriptionFile, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: SubscriptionId) => Effect.Effect<SubscriptionFile, NotFound, TenantScope>
    readonly list: (
      wanted: SubscriptionsWanted
    ) => Effect.Effect<ReadonlyArray<Subscription>, never, TenantScope>
    /** Changes a subscription that is held. */
    readonly step: (id: SubscriptionId, step: SubscriptionStep) => Effect.Effect<void, never, TenantScope>
    /** Writes a charge of a subscription that is held: one for each ordinal. */
    readonly setCharge: (
      id: SubscriptionId,
      charge: SubscriptionCharge
    ) => Effect.Effect<void, never, TenantScope>
    /** When somebody is to look again: null for never. Whoever asks for it must have the subscription held. */
    readonly lookOn: (id: SubscriptionId, day: LocalDate | null) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Subscriptions") {}
