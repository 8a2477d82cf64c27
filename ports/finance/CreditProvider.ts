import type { Effect } from "effect"
import type { CreditFile, CreditFileRead, CreditOrder } from "../../domain/finance/financing/model/index.ts"
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
 * Who lends to the company of a connection. The schedule of a loan is ours to compute. A method whose capability is
 * not in `capabilities` answers `NotSupported`. A lender that cannot be asked for an application by our own key has it
 * found by its notification, or not at all.
 */
export interface CreditProvider {
  readonly capabilities: ReadonlySet<Capability & `credit.${string}`>
  readonly apply: (connection: OpenConnection, order: CreditOrder, key: IntentId) => Send<CreditFile>
  /** The application as the lender has it now. */
  readonly file: (connection: OpenConnection, reference: string) => Ask<CreditFileRead>
  /** Makes the loan of an approved application; no money moves by that. */
  readonly makeLoan: (connection: OpenConnection, reference: string) => Send<CreditFile>
  readonly payOut: (connection: OpenConnection, reference: string) => Send<CreditFile>
}
