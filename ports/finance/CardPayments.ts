import { Context, type DateTime, type Effect, type Option } from "effect"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type { BankLineId } from "../../domain/finance/banking/model/index.ts"
import type {
  Card,
  CardBudget,
  CardId,
  CardMovement,
  CardMovementId,
  CardPayment,
  CardPaymentId,
  CardPaymentState,
  DecisionFacts,
  NewCardMovement
} from "../../domain/finance/cards/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { FileId } from "../../domain/platform/files/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A decision to keep, and for which connection's transaction. */
export interface NewCardPayment extends Omit<
  CardPayment,
  "captured" | "reason" | "receipts" | "refunded" | "state"
> {
  readonly connectionId: ConnectionId
  /** The issuer's name of what binds an authorisation to its debits, where it gives one. */
  readonly orderReference: string | null
}

export interface CardPaymentsWanted {
  readonly cardId: CardId | undefined
  readonly state: CardPaymentState | undefined
  /** Captured, of a card that asks for receipts, and without one. */
  readonly withoutReceipt: boolean
}

export interface PersonalWanted {
  readonly cardId: CardId | undefined
  readonly reimbursed: boolean | undefined
}

/** What was paid with cards: decisions, holds, captures, receipts. */
export class CardPayments extends Context.Service<
  CardPayments,
  {
    /** What was decided on this transaction, if anything was. */
    readonly byTransaction: (
      connectionId: ConnectionId,
      transactionReference: string
    ) => Effect.Effect<Option.Option<CardPayment>, never, TenantScope>
    /** The payment that a movement belongs to: the one it names as its origin, itself or by a movement; else its order's. */
    readonly concerned: (
      connectionId: ConnectionId,
      by: { readonly originReference: string | null; readonly orderReference: string | null }
    ) => Effect.Effect<Option.Option<CardPayment>, never, TenantScope>
    /** What stands of the payments of the card and of its budget, at that moment. Both must be held. */
    readonly factsOf: (
      card: Card,
      budget: CardBudget | null,
      now: DateTime.Utc
    ) => Effect.Effect<
      Pick<DecisionFacts, "budget" | "missingReceipts" | "payments" | "spent">,
      never,
      TenantScope
    >
    /** Keeps a decision, or answers the one that was kept before for the same transaction. */
    readonly add: (payment: NewCardPayment) => Effect.Effect<CardPayment, never, TenantScope>
    readonly find: (id: CardPaymentId) => Effect.Effect<CardPayment, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: CardPaymentId) => Effect.Effect<CardPayment, NotFound, TenantScope>
    /** The newest first. */
    readonly list: (
      wanted: CardPaymentsWanted,
      limit: number,
      after: Option.Option<CardPaymentId>
    ) => Effect.Effect<ReadonlyArray<CardPayment>, never, TenantScope>
    /** The declared answer in place of a decision that came too late: nothing is held. */
    readonly refuseLate: (id: CardPaymentId) => Effect.Effect<void, never, TenantScope>
    readonly movement: (id: CardMovementId) => Effect.Effect<CardMovement, NotFound, TenantScope>
    readonly movementsOf: (
      id: CardPaymentId
    ) => Effect.Effect<ReadonlyArray<CardMovement>, never, TenantScope>
    /** Keeps a movement and the sums after it. The payment must be held. */
    readonly move: (
      id: CardMovementId,
      paymentId: CardPaymentId,
      movement: NewCardMovement,
      sums: {
        readonly amount: bigint
        readonly held: bigint
        readonly captured: bigint
        readonly refunded: bigint
      }
    ) => Effect.Effect<CardMovement, never, TenantScope>
    /** The bank line of the same money, where the account's lines are read. */
    readonly lineOf: (id: CardMovementId) => Effect.Effect<Option.Option<BankLineId>, never, TenantScope>
    readonly posted: (id: CardMovementId, entryId: EntryId) => Effect.Effect<CardMovement, never, TenantScope>
    /** What is said of a movement, and the entry that says it; if it still is at `version`. The payment must be held. */
    readonly stated: (
      id: CardMovementId,
      version: number,
      part: Pick<CardMovement, "entryId" | "expense" | "reimbursedOn">
    ) => Effect.Effect<CardMovement, NotFound | VersionConflict, TenantScope>
    /** The movements of which a part is personal, the newest first. */
    readonly personal: (
      wanted: PersonalWanted,
      limit: number,
      after: Option.Option<CardMovementId>
    ) => Effect.Effect<ReadonlyArray<CardMovement>, never, TenantScope>
    /** Notes that its receipt is missing, once; false where it is not, or was noted before. */
    readonly remind: (id: CardPaymentId) => Effect.Effect<boolean, never, TenantScope>
    readonly attach: (id: CardPaymentId, fileId: FileId) => Effect.Effect<CardPayment, never, TenantScope>
  }
>()("azals/ports/finance/CardPayments") {}
