import { Schema } from "effect"
import type { AccountHolder, ProvidedAccount } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { SwanAmount } from "./swanValues.ts"

export const SwanHolder = Schema.Struct({
  id: Schema.String,
  verificationStatus: Schema.String,
  verificationStatusInfo: Schema.Struct({
    verificationRequirements: Schema.optionalKey(Schema.Array(Schema.Struct({ type: Schema.String }))),
    reason: Schema.optionalKey(Schema.String)
  }),
  info: Schema.Struct({ type: Schema.String, name: Schema.String })
})

export const SwanAccount = Schema.Struct({
  id: Schema.String,
  number: Schema.String,
  name: Schema.String,
  currency: Schema.String,
  IBAN: Schema.NullOr(Schema.String),
  BIC: Schema.String,
  paymentLevel: Schema.String,
  statusInfo: Schema.Struct({ status: Schema.String }),
  balances: Schema.NullOr(
    Schema.Struct({ available: SwanAmount, booked: SwanAmount, pending: SwanAmount, reserved: SwanAmount })
  ),
  holder: SwanHolder,
  requiredConsentToFetchNewTransactions: Schema.Boolean
})

export const holderOf = ({
  id,
  info,
  verificationStatus,
  verificationStatusInfo: { reason, verificationRequirements }
}: typeof SwanHolder.Type): AccountHolder => ({
  reference: id,
  name: info.name,
  kind: kinds(info.type),
  verification: verifications(verificationStatus),
  wanted: (verificationRequirements ?? []).map(({ type }) => requirements(type)),
  refusedBecause: reason ?? null
})

export const accountOf = (account: typeof SwanAccount.Type): ProvidedAccount => ({
  reference: account.id,
  number: account.number,
  name: account.name,
  holder: holderOf(account.holder),
  iban: account.IBAN,
  bic: account.BIC,
  currency: account.currency,
  state: states(account.statusInfo.status),
  level: levels(account.paymentLevel),
  balances: account.balances,
  newMovementsNeedAuthentication: account.requiredConsentToFetchNewTransactions
})

const states = worded({
  Opened: "open",
  Suspended: "suspended",
  Closing: "closing",
  Closed: "closed"
} as const)

const levels = worded({ Limited: "limited", Unlimited: "unlimited" } as const)

const kinds = worded({ Company: "company", Individual: "individual" } as const)

const requirements = worded({
  FirstTransferRequired: "first-transfer",
  SupportingDocumentsRequired: "supporting-documents",
  UboDetailsRequired: "beneficial-owners",
  LegalRepresentativeDetailsRequired: "legal-representative",
  OrganizationDetailsRequired: "organization",
  TaxIdRequired: "tax-number"
} as const)

const verifications = worded({
  NotStarted: "not-started",
  WaitingForInformation: "waiting-for-information",
  Pending: "pending",
  Verified: "verified",
  Refused: "refused"
} as const)
