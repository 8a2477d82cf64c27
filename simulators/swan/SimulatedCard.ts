/** Who may act on an account of the simulation, and hold cards of it. */
export interface SimulatedMembership {
  readonly id: string
  readonly accountId: string
  readonly email: string
  /** Who it is, once somebody has joined by it. */
  readonly userId: string | null
  readonly legalRepresentative: boolean
  rights: SimulatedRights
  status: "ConsentPending" | "Disabled" | "Enabled" | "InvitationSent" | "Suspended"
  consentId: string | null
}

export interface SimulatedRights {
  readonly canViewAccount: boolean
  readonly canManageBeneficiaries: boolean
  readonly canInitiatePayments: boolean
  readonly canManageAccountMembership: boolean
  readonly canManageCards: boolean
}

/** A card of the simulation. It has no number: only the mask that Swan shows. */
export interface SimulatedCard {
  readonly id: string
  readonly type: "SingleUseVirtual" | "Virtual"
  readonly membershipId: string
  readonly accountId: string
  readonly name: string | null
  readonly masked: string
  readonly consentId: string
  readonly createdAt: number
  updatedAt: number
  status: "Canceled" | "ConsentPending" | "Enabled" | "Processing"
  switches: CardSwitches
  limit: CardSpendingLimit | null
}

export interface CardSwitches {
  readonly withdrawal: boolean
  readonly international: boolean
  readonly nonMainCurrencyTransactions: boolean
  readonly eCommerce: boolean
}

export interface CardSpendingLimit {
  readonly period: "Always" | "Daily" | "Monthly" | "Weekly"
  readonly minor: bigint
}

export interface SimulatedMerchant {
  readonly id: string
  readonly name: string
  readonly city: string
  /** ISO 3166-1 alpha-3. */
  readonly country: string
  readonly code: string
}

/** What a transaction of a card says beside its amount. */
export interface CardFacts {
  readonly cardId: string
  readonly merchant: SimulatedMerchant
  readonly category: string
  readonly original: { readonly value: string; readonly currency: string }
}

/** Where the project's payment control answers, and the secret that goes with each question. */
export interface PaymentControl {
  readonly url: string
  readonly secret: string
}
