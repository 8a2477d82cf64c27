import { Context, type DateTime, type Effect, type Option } from "effect"
import type {
  Advance,
  AdvanceId,
  AdvanceState,
  FinancedInvoice,
  FinancedInvoiceId,
  FinancedInvoiceState,
  FinancingEvent,
  InvoiceAlreadyFinanced,
  InvoiceAlreadyPresented,
  JournalEvent,
  JournalEventId,
  NewAdvance,
  StatedInvoice
} from "../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { FileId } from "../../domain/platform/files/model/index.ts"
import type { AlreadyExists, NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A page of a list that goes from the newest to the oldest. */
export interface Wanted<Id, State> {
  readonly state: State | undefined
  readonly after: Option.Option<Id>
  readonly limit: number
}

type Invoice = StatedInvoice & {
  readonly connectionId: ConnectionId
  readonly id: FinancedInvoiceId
  readonly documentId: FileId
}

export type InvoiceChange = Pick<FinancedInvoice, "reason" | "reference" | "state" | "word">

export type AdvanceChange = Pick<
  Advance,
  "feesEstimated" | "reason" | "reference" | "repaid" | "repayOn" | "state" | "word"
>

/** The invoices that the company shows to financers, the money on them, and the financers' journals. */
export class Financings extends Context.Service<
  Financings,
  {
    /** Fails when the invoice is with a financer already, also when two add it at once. */
    readonly addInvoice: (
      invoice: Invoice
    ) => Effect.Effect<FinancedInvoice, InvoiceAlreadyPresented, TenantScope>
    /** With `hold`, no other unit changes it until this one ends. */
    readonly invoice: (
      id: FinancedInvoiceId,
      hold?: "hold"
    ) => Effect.Effect<FinancedInvoice, NotFound, TenantScope>
    /** The invoice that a financer of this connection calls so. */
    readonly invoiceCalled: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<FinancedInvoice>, never, TenantScope>
    /** Those of a number that are on their way to the financer of this connection. */
    readonly presenting: (
      connectionId: ConnectionId,
      number: string
    ) => Effect.Effect<ReadonlyArray<FinancedInvoice>, never, TenantScope>
    readonly invoices: (
      wanted: Wanted<FinancedInvoiceId, FinancedInvoiceState>
    ) => Effect.Effect<ReadonlyArray<FinancedInvoice>, never, TenantScope>
    readonly setInvoice: (
      id: FinancedInvoiceId,
      change: InvoiceChange
    ) => Effect.Effect<FinancedInvoice, NotFound, TenantScope>
    /** Puts what the company says now in place of what it said; the invoice is then being corrected. */
    readonly restateInvoice: (
      id: FinancedInvoiceId,
      correction: StatedInvoice
    ) => Effect.Effect<FinancedInvoice, AlreadyExists, TenantScope>
    /** The advance on an invoice that came to something, or still may. */
    readonly advanceOn: (id: FinancedInvoiceId) => Effect.Effect<Option.Option<Advance>, never, TenantScope>
    /** Fails when the invoice has a live advance, also when many ask at once. */
    readonly addAdvance: (
      id: AdvanceId,
      advance: NewAdvance
    ) => Effect.Effect<Advance, InvoiceAlreadyFinanced, TenantScope>
    readonly advance: (id: AdvanceId, hold?: "hold") => Effect.Effect<Advance, NotFound, TenantScope>
    readonly advances: (
      wanted: Wanted<AdvanceId, AdvanceState>
    ) => Effect.Effect<ReadonlyArray<Advance>, never, TenantScope>
    readonly setAdvance: (
      id: AdvanceId,
      change: AdvanceChange
    ) => Effect.Effect<Advance, NotFound, TenantScope>
    /** The advance that a financer of this connection calls so. */
    readonly advanceCalled: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<Advance>, never, TenantScope>
    /** What the financer of a connection may still change, the oldest first, 500 of each at most. */
    readonly living: (connectionId: ConnectionId) => Effect.Effect<
      {
        readonly advances: ReadonlyArray<Advance>
        readonly invoices: ReadonlyArray<FinancedInvoice>
      },
      never,
      TenantScope
    >
    /** The newest fact that is kept of a journal. */
    readonly journalEnd: (
      connectionId: ConnectionId
    ) => Effect.Effect<Option.Option<DateTime.Utc>, never, TenantScope>
    /** Keeps what is not kept yet. Answers how many facts were new. */
    readonly keepEvents: (
      connectionId: ConnectionId,
      events: ReadonlyArray<
        FinancingEvent & { readonly id: JournalEventId; readonly posting: "none" | "waiting" }
      >
    ) => Effect.Effect<number, never, TenantScope>
    readonly journal: (
      wanted: Wanted<JournalEventId, JournalEvent["posting"]>
    ) => Effect.Effect<ReadonlyArray<JournalEvent>, never, TenantScope>
    /** What a journal says of one advance, oldest first. */
    readonly journalOf: (
      connectionId: ConnectionId,
      advanceReference: string
    ) => Effect.Effect<ReadonlyArray<JournalEvent>, never, TenantScope>
    readonly setPosting: (
      id: JournalEventId,
      posting: JournalEvent["posting"],
      obstacle: string | null
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Financings") {}
