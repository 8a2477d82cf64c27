/** One thing that was done to a transaction. */
export interface Action {
  readonly type: string
  readonly cents: bigint
  readonly at: number
  readonly success: boolean
  readonly code: string
  readonly text: string
}

export interface Transaction {
  readonly id: string
  readonly type: string
  readonly orderId: string
  /** The subscription of the gateway's own that it was made for. */
  readonly subscription?: string
  readonly currency: string
  readonly cents: bigint
  /** The card behind it, as a name: this simulator has no card numbers. */
  readonly card: string
  /** The fields of the stored credential, as they came. */
  readonly credential?: Readonly<Record<string, string>>
  /** The fields of the payer's authentication, as they came. */
  readonly authentication?: Readonly<Record<string, string>>
  readonly actions: Array<Action>
  condition: string
}

/** A merchant account: everything that came under one security key. */
export interface MerchantAccount {
  readonly transactions: Array<Transaction>
  /** Names of cards by vault id. */
  readonly vault: Map<string, string>
  readonly usedTokens: Set<string>
  readonly events: Array<GatewayEvent>
  /** How many batches there were. */
  batches: number
}

/** What a webhook tells of: see `eventBody`. */
export interface GatewayEvent {
  readonly id: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

/** What is shown of a card: a token `sim-show-5454-0131-…` stands for one that ends so and expires then. */
export const shownOf = (card: string): { readonly masked: string; readonly expires: string } => {
  const [, last = "1111", expires = "1228"] = /^sim-show-(\d{4})-(\d{4})-/.exec(card) ?? []
  return { masked: `4xxxxxxxxxxx${last}`, expires }
}

export const newAccount = (): MerchantAccount => ({
  transactions: [],
  vault: new Map(),
  usedTokens: new Set(),
  events: [],
  batches: 0
})

/** `49.99` in cents; nothing when it is not written so. */
export const centsOf = (text: string): bigint | undefined => {
  const parts = /^(\d{1,12})\.(\d{2})$/.exec(text)
  return parts === null ? undefined : BigInt(`${parts[1]}${parts[2]}`)
}

export const textOfCents = (cents: bigint): string => {
  const digits = cents.toString().padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The sum of what was done and succeeded. */
export const sumOf = ({ actions }: Transaction, type: string): bigint =>
  actions.filter((one) => one.type === type && one.success).reduce((sum, one) => sum + one.cents, 0n)
