import type { DateTime, Effect, Option } from "effect"
import type {
  CardControls,
  CardOrder,
  IssuedCard,
  IssuerConsent,
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
  /** What the issuer has of the order sent under this key, not before `since`. */
  readonly findCard: (
    connection: OpenConnection,
    order: CardOrder,
    key: IntentId,
    since: DateTime.Utc
  ) => Ask<FoundCard>
  /** Where a consent stands that a card, or a change of one, waits for. */
  readonly consent: (connection: OpenConnection, reference: string) => Ask<IssuerConsent>
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
  /** The page of consent behind which the issuer itself shows the numbers to the card's holder. */
  readonly viewNumbers: (
    connection: OpenConnection,
    reference: string,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent>
  readonly cancel: (connection: OpenConnection, reference: string, key: IntentId) => Send<IssuedCard>
}

/** `Undecidable`: a card is there that may be the one, and does not tell under which key it was ordered. */
export type FoundCard =
  | { readonly _tag: "Found"; readonly card: IssuedCard }
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Undecidable" }
