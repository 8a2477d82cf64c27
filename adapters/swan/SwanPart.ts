import { Schema } from "effect"
import type {
  AccountMember,
  ProvidedStatement,
  ReceivedMandate,
  VirtualIban
} from "../../domain/finance/banking/model/index.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { bankingDay, SwanAmount, SwanInstant } from "./swanValues.ts"

export const SwanVirtualIban = Schema.Struct({
  id: Schema.String,
  IBAN: Schema.String,
  BIC: Schema.String,
  label: Schema.NullOr(Schema.String),
  status: Schema.String
})

export const virtualIbanOf = ({
  BIC,
  IBAN,
  id,
  label,
  status
}: typeof SwanVirtualIban.Type): VirtualIban => ({
  reference: id,
  iban: IBAN,
  bic: BIC,
  label,
  state: ibanStates(status)
})

const ibanStates = worded({ Enabled: "enabled", Suspended: "suspended", Canceled: "cancelled" } as const)

export const SwanMember = Schema.Struct({
  id: Schema.String,
  email: Schema.String,
  legalRepresentative: Schema.Boolean,
  user: Schema.NullOr(Schema.Struct({ id: Schema.String })),
  canViewAccount: Schema.Boolean,
  canManageBeneficiaries: Schema.Boolean,
  canInitiatePayments: Schema.Boolean,
  canManageAccountMembership: Schema.Boolean,
  canManageCards: Schema.Boolean,
  statusInfo: Schema.Struct({ status: Schema.String })
})

/** `userId`: in whose name the connection acts, where it names somebody. */
export const memberOf =
  (userId: string | undefined) =>
  ({ email, id, legalRepresentative, statusInfo, user, ...can }: typeof SwanMember.Type): AccountMember => ({
    reference: id,
    email,
    managesCards: can.canManageCards,
    rights: {
      views: can.canViewAccount,
      managesBeneficiaries: can.canManageBeneficiaries,
      initiatesPayments: can.canInitiatePayments,
      managesMembers: can.canManageAccountMembership,
      managesCards: can.canManageCards
    },
    legalRepresentative,
    isOurs: user !== null && user.id === userId,
    state: memberStates(statusInfo.status)
  })

const memberStates = worded({
  Enabled: "enabled",
  ConsentPending: "consent-needed",
  InvitationSent: "invited",
  Suspended: "suspended",
  Disabled: "disabled"
} as const)

export const SwanMandate = Schema.Struct({
  id: Schema.String,
  signatureDate: Schema.NullOr(LocalDate),
  expiredAt: Schema.NullOr(LocalDate),
  statusInfo: Schema.Struct({ status: Schema.String }),
  reference: Schema.optionalKey(Schema.String),
  scheme: Schema.optionalKey(Schema.String),
  sequence: Schema.optionalKey(Schema.String),
  creditor: Schema.optionalKey(Schema.Struct({ name: Schema.String, identifier: Schema.String }))
})

export const mandateOf = (mandate: typeof SwanMandate.Type): ReceivedMandate => ({
  reference: mandate.id,
  umr: mandate.reference ?? null,
  creditor: mandate.creditor ?? null,
  scheme: mandate.scheme ?? null,
  sequence: mandate.sequence ?? null,
  state: mandateStates(mandate.statusInfo.status),
  signedOn: mandate.signatureDate,
  expiresOn: mandate.expiredAt
})

const mandateStates = worded({
  Enabled: "enabled",
  Suspended: "suspended",
  Canceled: "cancelled",
  ConsentPending: "consent-needed",
  ConsentInitiationPending: "consent-needed"
} as const)

export const SwanStatement = Schema.Struct({
  id: Schema.String,
  format: Schema.String,
  openingDate: SwanInstant,
  closingDate: SwanInstant,
  openingBalance: SwanAmount,
  closingBalance: SwanAmount,
  statusInfo: Schema.Struct({ status: Schema.String })
})

export const statementOf = (statement: typeof SwanStatement.Type): ProvidedStatement => ({
  reference: statement.id,
  format: statement.format,
  from: bankingDay(statement.openingDate),
  to: bankingDay(statement.closingDate),
  opening: statement.openingBalance,
  closing: statement.closingBalance,
  state: statementStates(statement.statusInfo.status)
})

export const statementStates = worded({
  Pending: "pending",
  Generated: "ready",
  Failed: "failed",
  Voided: "voided"
} as const)
