import { Effect, Schema } from "effect"
import type { MemberRights } from "../../domain/finance/banking/model/index.ts"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import {
  changeMemberDocument,
  disableMemberDocument,
  inviteMemberDocument,
  resumeMemberDocument,
  suspendMemberDocument
} from "./documents/members.ts"
import { backWith } from "./backWith.ts"
import { needsUser } from "./needsUser.ts"
import type { SwanClient } from "./swanClient.ts"

type Part = Pick<
  BankingProvider,
  "changeMember" | "disableMember" | "inviteMember" | "resumeMember" | "suspendMember"
>

/** Who may act on an account. None of these takes a key: each is sent once, the key in the way back from its consent. */
export const swanMembers = (client: SwanClient): Part => ({
  inviteMember: (connection, accountId, invitee, rights, returnUrl, key) =>
    Effect.map(
      send(
        client,
        connection,
        Schema.Struct({ accountMembership: Invited }),
        "invite-member",
        inviteMemberDocument,
        {
          accountId,
          email: invitee.email,
          restrictedTo: {
            firstName: invitee.firstName,
            lastName: invitee.lastName,
            ...(invitee.birthDate === null ? {} : { birthDate: invitee.birthDate }),
            ...(invitee.phoneNumber === null ? {} : { phoneNumber: invitee.phoneNumber })
          },
          ...rightsOf(rights),
          consentRedirectUrl: backWith("request", returnUrl, key)
        }
      ),
      ({ accountMembership }) => {
        const { consent } = accountMembership.statusInfo
        return consent === undefined ? null : toConsent(consent)
      }
    ),

  changeMember: (connection, accountMembershipId, rights, returnUrl, key) =>
    Effect.map(
      send(client, connection, Consenting, "change-member", changeMemberDocument, {
        accountMembershipId,
        ...rightsOf(rights),
        consentRedirectUrl: backWith("request", returnUrl, key)
      }),
      ({ consent }) => toConsent(consent)
    ),

  suspendMember: (connection, accountMembershipId) =>
    Effect.asVoid(
      send(
        client,
        connection,
        Schema.Struct({ accountMembership: Schema.Struct({ id: Schema.String }) }),
        "suspend-member",
        suspendMemberDocument,
        { accountMembershipId }
      )
    ),

  resumeMember: (connection, accountMembershipId, returnUrl, key) =>
    Effect.map(
      send(client, connection, Consenting, "resume-member", resumeMemberDocument, {
        accountMembershipId,
        consentRedirectUrl: backWith("request", returnUrl, key)
      }),
      ({ consent }) => toConsent(consent)
    ),

  disableMember: (connection, accountMembershipId) =>
    Effect.asVoid(
      send(
        client,
        connection,
        Schema.Struct({ done: Schema.String }),
        "disable-member",
        disableMemberDocument,
        { accountMembershipId }
      )
    )
})

const Consent = Schema.Struct({ id: Schema.String, consentUrl: Schema.String })
const Consenting = Schema.Struct({ consent: Consent })
const Invited = Schema.Struct({
  id: Schema.String,
  statusInfo: Schema.Struct({ status: Schema.String, consent: Schema.optionalKey(Consent) })
})

const toConsent = ({ consentUrl, id }: typeof Consent.Type) => ({ reference: id, url: consentUrl })

const rightsOf = (rights: MemberRights) => ({
  canViewAccount: rights.views,
  canManageBeneficiaries: rights.managesBeneficiaries,
  canInitiatePayments: rights.initiatesPayments,
  canManageAccountMembership: rights.managesMembers,
  canManageCards: rights.managesCards
})

const send = <A, I>(
  client: SwanClient,
  connection: OpenConnection,
  success: Schema.Codec<A, I>,
  operation: string,
  document: string,
  input: Schema.JsonObject
) =>
  Effect.andThen(
    needsUser(connection, "banking.members"),
    client.send(
      connection,
      { operation, capability: "banking.members", document, variables: { input }, as: "user" },
      "once",
      success
    )
  )
