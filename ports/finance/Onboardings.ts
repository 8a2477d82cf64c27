import { Context, type Effect, type Option } from "effect"
import type {
  NewOnboarding,
  Onboarding,
  OnboardingId,
  OnboardingState
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface AddedOnboarding extends NewOnboarding, Pick<Onboarding, "id" | "intentId"> {}

export interface OnboardingsWanted {
  readonly state: Option.Option<OnboardingState>
  readonly connectionId: Option.Option<ConnectionId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<OnboardingId>
  readonly limit: number
}

/** The openings of accounts that the company has asked institutions for. */
export class Onboardings extends Context.Service<
  Onboardings,
  {
    readonly add: (onboarding: AddedOnboarding) => Effect.Effect<Onboarding, never, TenantScope>
    readonly find: (id: OnboardingId) => Effect.Effect<Onboarding, NotFound, TenantScope>
    readonly list: (wanted: OnboardingsWanted) => Effect.Effect<ReadonlyArray<Onboarding>, never, TenantScope>
    /** Held until the unit ends. */
    readonly hold: (id: OnboardingId) => Effect.Effect<Onboarding, NotFound, TenantScope>
    /** The one of this company by this connection that has not ended. Held until the unit ends: nobody starts one meanwhile. */
    readonly underWay: (
      connectionId: ConnectionId,
      registrationNumber: string
    ) => Effect.Effect<Option.Option<Onboarding>, never, TenantScope>
    /** Those of a connection that the institution knows and that have opened no account yet. */
    readonly living: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<Onboarding>, never, TenantScope>
    /** The one of this name at the institution. */
    readonly byReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<Onboarding>, never, TenantScope>
    /** Writes what has changed of one that is held, as its next version. */
    readonly save: (onboarding: Onboarding) => Effect.Effect<Onboarding, never, TenantScope>
  }
>()("azals/ports/finance/Onboardings") {}
