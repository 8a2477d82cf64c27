/** Who may act on an account, by Swan's published partner schema. */
const rejections = `... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }`

export const inviteMemberDocument = `mutation InviteMember($input: AddAccountMembershipInput!) {
  result: addAccountMembership(input: $input) {
    __typename
    ... on AddAccountMembershipSuccessPayload {
      accountMembership {
        id
        statusInfo { status ... on AccountMembershipConsentPendingStatusInfo { consent { id consentUrl } } }
      }
    }
    ${rejections}
  }
}`

export const changeMemberDocument = `mutation ChangeMember($input: UpdateAccountMembershipInput!) {
  result: updateAccountMembership(input: $input) {
    __typename
    ... on UpdateAccountMembershipSuccessPayload { consent { id consentUrl } }
    ... on AccountMembershipNotReadyToBeUpdatedRejection { message }
    ${rejections}
  }
}`

export const suspendMemberDocument = `mutation SuspendMember($input: SuspendAccountMembershipInput!) {
  result: suspendAccountMembership(input: $input) {
    __typename
    ... on SuspendAccountMembershipSuccessPayload { accountMembership { id } }
    ${rejections}
  }
}`

export const resumeMemberDocument = `mutation ResumeMember($input: ResumeAccountMembershipInput) {
  result: resumeAccountMembership(input: $input) {
    __typename
    ... on ResumeAccountMembershipSuccessPayload { consent { id consentUrl } }
    ${rejections}
  }
}`

export const disableMemberDocument = `mutation DisableMember($input: DisableAccountMembershipInput) {
  result: disableAccountMembership(input: $input) {
    __typename
    ... on DisableAccountMembershipSuccessPayload { done: __typename }
    ${rejections}
  }
}`
