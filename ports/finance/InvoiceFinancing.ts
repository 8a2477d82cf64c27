import type { Effect, Option } from "effect"
import type {
  Advance,
  AdvanceOrder,
  Borrower,
  CompanyIdentity,
  Eligibility,
  FinancingEvent,
  FinancingEventsWanted,
  FinancingLine,
  InvoiceToFinance,
  PresentedInvoice
} from "../../domain/finance/financing/model/index.ts"
import type {
  AskFailure,
  Capability,
  IntentId,
  OpenConnection,
  SendFailure
} from "../../domain/finance/providers/model/index.ts"
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
  readonly enrol: (
    connection: OpenConnection,
    company: CompanyIdentity,
    iban: string,
    key: IntentId
  ) => Send<Borrower>
  readonly borrower: (connection: OpenConnection, company: CompanyIdentity) => Ask<Option.Option<Borrower>>
  readonly lines: (connection: OpenConnection, borrowerReference: string) => Ask<ReadonlyArray<FinancingLine>>
  readonly present: (
    connection: OpenConnection,
    invoice: InvoiceToFinance,
    key: IntentId
  ) => Send<PresentedInvoice>
  /** The invoice that was presented under this number; none when the financer has none. */
  readonly findInvoice: (
    connection: OpenConnection,
    invoice: Pick<InvoiceToFinance, "buyer" | "number" | "seller">
  ) => Ask<Option.Option<PresentedInvoice>>
  readonly advance: (connection: OpenConnection, order: AdvanceOrder, key: IntentId) => Send<Advance>
  readonly validateAdvance: (connection: OpenConnection, reference: string, key: IntentId) => Send<Advance>
  readonly cancelAdvance: (connection: OpenConnection, reference: string, key: IntentId) => Send<Advance>
  /** What the financer has for this order; none when it has nothing. */
  readonly findAdvance: (
    connection: OpenConnection,
    order: AdvanceOrder,
    key: IntentId
  ) => Ask<Option.Option<Advance>>
  readonly events: (
    connection: OpenConnection,
    wanted: FinancingEventsWanted
  ) => Ask<{ readonly events: ReadonlyArray<FinancingEvent>; readonly next: Option.Option<string> }>
}
