import type { Effect, Option } from "effect"
import type {
  AdvanceAtFinancer,
  AdvanceOrder,
  AdvanceRead,
  Borrower,
  Counterparty,
  CompanyIdentity,
  Eligibility,
  FinancingEvent,
  FinancingEventsWanted,
  FinancingLine,
  InvoiceRead,
  InvoiceToFinance,
  PresentedInvoice,
  StatedInvoice
} from "../../domain/finance/financing/model/index.ts"
import type {
  AskFailure,
  Capability,
  IntentId,
  OpenConnection,
  SendFailure
} from "../../domain/finance/providers/model/index.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

type Ask<A> = Effect.Effect<A, AskFailure, TenantScope>
type Send<A> = Effect.Effect<A, SendFailure, TenantScope>

/**
 * Who pays an invoice before its buyer does. A method whose capability is not in `capabilities` answers
 * `NotSupported`.
 */
export interface InvoiceFinancing {
  readonly capabilities: ReadonlySet<Capability & `financing.${string}`>
  readonly eligibility: (
    connection: OpenConnection,
    company: CompanyIdentity,
    as: "borrower" | "buyer"
  ) => Ask<Eligibility>
  readonly enrol: (connection: OpenConnection, company: CompanyIdentity, iban: string) => Send<Borrower>
  readonly borrower: (connection: OpenConnection, company: CompanyIdentity) => Ask<Option.Option<Borrower>>
  readonly lines: (connection: OpenConnection, borrowerReference: string) => Ask<ReadonlyArray<FinancingLine>>
  /** The limit of a buyer or supplier; none when the financer has not met it. */
  readonly counterparty: (
    connection: OpenConnection,
    company: CompanyIdentity
  ) => Ask<Option.Option<Counterparty>>
  readonly present: (connection: OpenConnection, invoice: InvoiceToFinance) => Send<PresentedInvoice>
  /** The invoice that was presented under this number; none when the financer has none. */
  readonly findInvoice: (
    connection: OpenConnection,
    invoice: Pick<InvoiceToFinance, "buyer" | "number" | "seller">
  ) => Ask<Option.Option<PresentedInvoice>>
  readonly invoice: (connection: OpenConnection, reference: string) => Ask<InvoiceRead>
  /** One that is to be completed becomes submitted; the refusal lists what it lacks. */
  readonly submitInvoice: (connection: OpenConnection, reference: string) => Send<PresentedInvoice>
  /** Puts these values in place of those of an invoice that is to be completed. It is not submitted yet. */
  readonly correctInvoice: (
    connection: OpenConnection,
    reference: string,
    correction: StatedInvoice
  ) => Send<PresentedInvoice>
  readonly withdrawInvoice: (connection: OpenConnection, reference: string) => Send<PresentedInvoice>
  /** `key` makes it one and the same request, however often it is sent. */
  readonly advance: (
    connection: OpenConnection,
    order: AdvanceOrder,
    key: IntentId
  ) => Send<AdvanceAtFinancer>
  readonly advanceOf: (connection: OpenConnection, reference: string) => Ask<AdvanceRead>
  readonly validateAdvance: (connection: OpenConnection, reference: string) => Send<AdvanceAtFinancer>
  readonly cancelAdvance: (connection: OpenConnection, reference: string) => Send<AdvanceAtFinancer>
  readonly reschedule: (
    connection: OpenConnection,
    reference: string,
    repayOn: LocalDate
  ) => Send<AdvanceAtFinancer>
  /** What the financer has for this order; none when it has nothing. */
  readonly findAdvance: (
    connection: OpenConnection,
    order: Pick<AdvanceOrder, "invoiceReference">,
    key: IntentId
  ) => Ask<Option.Option<AdvanceAtFinancer>>
  readonly events: (
    connection: OpenConnection,
    wanted: FinancingEventsWanted
  ) => Ask<{ readonly events: ReadonlyArray<FinancingEvent>; readonly next: Option.Option<string> }>
}
