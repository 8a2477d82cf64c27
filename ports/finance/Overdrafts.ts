import { Context, type Effect, type Option } from "effect"
import type {
  NewOverdraft,
  NewUsuryThreshold,
  Overdraft,
  OverdraftBooking,
  OverdraftBookingId,
  OverdraftId,
  OverdraftOverlaps,
  Quarter,
  UsuryThreshold,
  UsuryThresholdId
} from "../../domain/finance/financing/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A booking as it is kept: what a threshold makes of it is read with the threshold of the day. */
export type KeptOverdraftBooking = Omit<OverdraftBooking, "aboveUsury" | "createdAt" | "usuryThreshold">

/** The overdrafts on the company's bank accounts, what was booked of them, and the thresholds of usury. */
export class Overdrafts extends Context.Service<
  Overdrafts,
  {
    /** NotFound: no such bank account. */
    readonly add: (
      id: OverdraftId,
      overdraft: NewOverdraft
    ) => Effect.Effect<Overdraft, NotFound | OverdraftOverlaps, TenantScope>
    /** With `hold`, no other unit changes it until this one ends. */
    readonly overdraft: (id: OverdraftId, hold?: "hold") => Effect.Effect<Overdraft, NotFound, TenantScope>
    readonly overdrafts: (
      after: Option.Option<OverdraftId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Overdraft>, never, TenantScope>
    readonly terminate: (id: OverdraftId, on: LocalDate) => Effect.Effect<Overdraft, NotFound, TenantScope>
    readonly addBooking: (
      booking: KeptOverdraftBooking
    ) => Effect.Effect<OverdraftBooking, never, TenantScope>
    readonly booking: (id: OverdraftBookingId) => Effect.Effect<OverdraftBooking, NotFound, TenantScope>
    /** All that was booked of an overdraft, oldest first. */
    readonly bookings: (id: OverdraftId) => Effect.Effect<ReadonlyArray<OverdraftBooking>, never, TenantScope>
    /** A page of the same. */
    readonly bookingsAfter: (
      id: OverdraftId,
      after: Option.Option<OverdraftBookingId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<OverdraftBooking>, never, TenantScope>
    /** The standing bookings of a quarter whose effective rate is above the quarter's threshold. */
    readonly usurious: (
      quarter: Quarter
    ) => Effect.Effect<ReadonlyArray<OverdraftBooking>, never, TenantScope>
    readonly addThreshold: (
      id: UsuryThresholdId,
      threshold: NewUsuryThreshold
    ) => Effect.Effect<UsuryThreshold, AlreadyExists, TenantScope>
    readonly changeThreshold: (
      id: UsuryThresholdId,
      version: number,
      told: Omit<NewUsuryThreshold, "quarter">
    ) => Effect.Effect<UsuryThreshold, NotFound | VersionConflict, TenantScope>
    readonly threshold: (id: UsuryThresholdId) => Effect.Effect<UsuryThreshold, NotFound, TenantScope>
    /** The latest quarter first. */
    readonly thresholds: (
      after: Option.Option<Quarter>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<UsuryThreshold>, never, TenantScope>
  }
>()("azals/ports/finance/Overdrafts") {}
