import type { Effect, Option } from "effect"
import type {
  ProvidedAccount,
  TransactionPage,
  TransactionsWanted
} from "../../domain/finance/banking/model/index.ts"
import type {
  Payee,
  PayeeCheck,
  PlacedTransfer,
  TransferOrder
} from "../../domain/finance/payments/model/index.ts"
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
 * An institution that holds accounts and moves money. A method whose capability is not in `capabilities` answers
 * `NotSupported`. Whatever has an effect is sent once, by the protocol of intents; `find…` asks what came of it.
 */
export interface BankingProvider {
  readonly capabilities: ReadonlySet<Capability & `banking.${string}`>
  readonly accounts: (connection: OpenConnection) => Ask<ReadonlyArray<ProvidedAccount>>
  readonly account: (connection: OpenConnection, reference: string) => Ask<ProvidedAccount>
  readonly transactions: (connection: OpenConnection, wanted: TransactionsWanted) => Ask<TransactionPage>
  readonly verifyPayee: (connection: OpenConnection, payee: Payee) => Ask<PayeeCheck>
  readonly transfer: (connection: OpenConnection, order: TransferOrder, key: IntentId) => Send<PlacedTransfer>
  readonly cancelTransfer: (connection: OpenConnection, transactionReference: string) => Send<void>
  /** The order that was sent under this key; none when the institution has none. */
  readonly findTransfer: (
    connection: OpenConnection,
    order: TransferOrder,
    key: IntentId
  ) => Ask<Option.Option<PlacedTransfer>>
}
