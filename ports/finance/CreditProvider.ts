import type { Effect, Option } from "effect"
import type { CreditApplication, CreditFile } from "../../domain/finance/financing/model/index.ts"
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
 * Who lends to the company. The schedule of a loan is ours to compute. A method whose capability is not in
 * `capabilities` answers `NotSupported`.
 */
export interface CreditProvider {
  readonly capabilities: ReadonlySet<Capability & `credit.${string}`>
  readonly apply: (
    connection: OpenConnection,
    application: CreditApplication,
    key: IntentId
  ) => Send<CreditFile>
  /** The application as the lender has it now. */
  readonly file: (connection: OpenConnection, businessReference: string, reference: string) => Ask<CreditFile>
  /** What the lender has under our application reference; none when it has nothing. */
  readonly findApplication: (
    connection: OpenConnection,
    application: CreditApplication,
    key: IntentId
  ) => Ask<Option.Option<CreditFile>>
  /** Makes the loan of an approved application; no money moves by that. */
  readonly makeLoan: (
    connection: OpenConnection,
    file: { readonly businessReference: string; readonly reference: string; readonly settlementIban: string },
    key: IntentId
  ) => Send<CreditFile>
  readonly payOut: (
    connection: OpenConnection,
    file: { readonly businessReference: string; readonly reference: string; readonly settlementIban: string },
    key: IntentId
  ) => Send<CreditFile>
}
