import type { DateTime, Effect } from "effect"
import type {
  AccountHolder,
  AccountMember,
  Consent,
  ConsentStanding,
  FollowedTransfer,
  Invitee,
  MemberRights,
  OnboardingWanted,
  Payee,
  PayeeCheck,
  PlacedTransfer,
  ProvidedAccount,
  ProvidedDocument,
  ProvidedOnboarding,
  ProvidedStandingOrder,
  ProvidedStatement,
  ProvidedTransaction,
  ReceivedMandate,
  StandingOrderWanted,
  StatementWanted,
  TransactionPage,
  TransactionsWanted,
  TransferOrder,
  TransferOrders,
  VirtualIban
} from "../../domain/finance/banking/model/index.ts"
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
  readonly transaction: (connection: OpenConnection, reference: string) => Ask<ProvidedTransaction>
  readonly holders: (connection: OpenConnection) => Ask<ReadonlyArray<AccountHolder>>
  /** Starts the onboarding of a company as the holder of an account; a person finishes it at the institution. */
  readonly createOnboarding: (
    connection: OpenConnection,
    wanted: OnboardingWanted
  ) => Send<ProvidedOnboarding>
  /** Null where the institution shows none under this name. */
  readonly onboarding: (connection: OpenConnection, reference: string) => Ask<ProvidedOnboarding | null>
  /** The one that was created with our mark since then; null where there is none. */
  readonly findOnboarding: (
    connection: OpenConnection,
    mark: string,
    since: DateTime.Utc
  ) => Ask<ProvidedOnboarding | null>
  /** Who may act on an account: cards are issued to them. */
  readonly members: (
    connection: OpenConnection,
    accountReference: string
  ) => Ask<ReadonlyArray<AccountMember>>
  /** Invites somebody to the account; answers the consent that it waits for, or null. */
  readonly inviteMember: (
    connection: OpenConnection,
    accountReference: string,
    invitee: Invitee,
    rights: MemberRights,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent | null>
  /** Gives a member these rights and no others, once a person has consented. */
  readonly changeMember: (
    connection: OpenConnection,
    memberReference: string,
    rights: MemberRights,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent>
  readonly suspendMember: (connection: OpenConnection, memberReference: string) => Send<void>
  /** Lets a suspended member act again, once a person has consented. */
  readonly resumeMember: (
    connection: OpenConnection,
    memberReference: string,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent>
  /** For good. */
  readonly disableMember: (connection: OpenConnection, memberReference: string) => Send<void>
  readonly virtualIbans: (
    connection: OpenConnection,
    accountReference: string
  ) => Ask<ReadonlyArray<VirtualIban>>
  /** One more IBAN that leads to the account. An institution may take no key with it. */
  readonly addVirtualIban: (connection: OpenConnection, accountReference: string) => Send<VirtualIban>
  /** Nothing arrives on it any more, for good. */
  readonly cancelVirtualIban: (connection: OpenConnection, reference: string) => Send<VirtualIban>
  readonly mandates: (
    connection: OpenConnection,
    accountReference: string
  ) => Ask<ReadonlyArray<ReceivedMandate>>
  readonly statements: (
    connection: OpenConnection,
    accountReference: string
  ) => Ask<ReadonlyArray<ProvidedStatement>>
  /** Makes a statement. An institution may take no key with it. */
  readonly generateStatement: (connection: OpenConnection, wanted: StatementWanted) => Send<ProvidedStatement>
  /** The newest one like this that was made, not before `since`; null where there is none. */
  readonly findStatement: (
    connection: OpenConnection,
    wanted: StatementWanted,
    since: DateTime.Utc
  ) => Ask<ProvidedStatement | null>
  /** Where the document of a statement is now. */
  readonly statementDocument: (connection: OpenConnection, reference: string) => Ask<ProvidedDocument>
  /** Nothing is debited under the mandate any more. */
  readonly suspendMandate: (connection: OpenConnection, mandateReference: string) => Send<void>
  /** Debits under the mandate are let through again: at once when null, else once a person has consented. */
  readonly resumeMandate: (
    connection: OpenConnection,
    mandateReference: string,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent | null>
  /** Brings a booked debit back, once a person has consented. */
  readonly returnDebit: (
    connection: OpenConnection,
    transactionReference: string,
    consentReturnUrl: string,
    key: IntentId
  ) => Send<Consent>
  /** The consent that something sent under this key opened, not before `since`; null where there is none. */
  readonly findConsent: (
    connection: OpenConnection,
    key: IntentId,
    since: DateTime.Utc
  ) => Ask<Consent | null>
  /** Does the payee's name fit the account? Its token serves one order. */
  readonly verifyPayee: (
    connection: OpenConnection,
    payee: Payee,
    route: TransferOrder["route"]
  ) => Send<PayeeCheck>
  readonly transfer: (connection: OpenConnection, order: TransferOrder, key: IntentId) => Send<PlacedTransfer>
  /** Several transfers in one order, which one consent stands for. */
  readonly transferBatch: (
    connection: OpenConnection,
    orders: TransferOrders,
    key: IntentId
  ) => Send<PlacedTransfer>
  /** What the institution has of the batch sent under this key, whose lines are named so, not before `since`. */
  readonly findTransferBatch: (
    connection: OpenConnection,
    key: IntentId,
    lineReferences: ReadonlyArray<string>,
    since: DateTime.Utc
  ) => Ask<FoundTransfer>
  readonly cancelTransfer: (connection: OpenConnection, transactionReference: string) => Send<void>
  /** Withdraws a consent that was not given: refused when it was given, or has ended otherwise. */
  readonly cancelConsent: (connection: OpenConnection, consentReference: string) => Send<void>
  /** Takes the order, checks its payee and opens a consent. An institution may take no key with it. */
  readonly scheduleStandingOrder: (
    connection: OpenConnection,
    order: StandingOrderWanted
  ) => Send<ProvidedStandingOrder>
  readonly cancelStandingOrder: (connection: OpenConnection, reference: string) => Send<void>
  readonly standingOrder: (connection: OpenConnection, reference: string) => Ask<ProvidedStandingOrder>
  readonly standingOrders: (
    connection: OpenConnection,
    accountReference: string
  ) => Ask<ReadonlyArray<ProvidedStandingOrder>>
  readonly consent: (connection: OpenConnection, consentReference: string) => Ask<ConsentStanding>
  /** The order as it stands now, with its movements. */
  readonly placedTransfer: (connection: OpenConnection, reference: string) => Ask<FollowedTransfer>
  /** What the institution has of the order sent under this key, not before `since`. */
  readonly findTransfer: (
    connection: OpenConnection,
    key: IntentId,
    since: DateTime.Utc
  ) => Ask<FoundTransfer>
}

/** `Undecidable`: something is there and does not tell under which key it was sent. */
export type FoundTransfer =
  | { readonly _tag: "Found"; readonly transfer: PlacedTransfer }
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Undecidable" }
