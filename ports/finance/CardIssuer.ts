import type { Effect, Option } from "effect"
import type {
  CardControls,
  CardOrder,
  IssuedCard,
  SpendingLimit
} from "../../domain/finance/cards/model/index.ts"
import type { Consent } from "../../domain/finance/banking/model/index.ts"
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
 * Who issues cards on an account. Numbers and codes of cards are shown to their holder by the issuer, never by us. A
 * method whose capability is not in `capabilities` answers `NotSupported`.
 */
export interface CardIssuer {
  readonly capabilities: ReadonlySet<Capability & `cards.${string}`>
  readonly issue: (connection: OpenConnection, order: CardOrder, key: IntentId) => Send<IssuedCard>
  readonly card: (connection: OpenConnection, reference: string) => Ask<IssuedCard>
  readonly cards: (
    connection: OpenConnection,
    after: Option.Option<string>
  ) => Ask<{ readonly cards: ReadonlyArray<IssuedCard>; readonly next: Option.Option<string> }>
  /** The card that was issued for this order; none when the issuer has none. */
  readonly findCard: (
    connection: OpenConnection,
    order: CardOrder,
    key: IntentId
  ) => Ask<Option.Option<IssuedCard>>
  readonly change: (
    connection: OpenConnection,
    reference: string,
    change: {
      readonly limit: SpendingLimit
      readonly controls: CardControls
      readonly consentReturnUrl: string
    },
    key: IntentId
  ) => Send<Consent>
  readonly cancel: (connection: OpenConnection, reference: string, key: IntentId) => Send<IssuedCard>
}
