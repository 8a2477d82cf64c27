/** Accounts, their holders, virtual IBANs, mandates and statements, by the fields of Swan's published partner schema. */
const holderFields = `fragment HolderFields on AccountHolder {
  id verificationStatus info { type name }
  verificationStatusInfo {
    ... on AccountHolderWaitingForInformationVerificationStatusInfo { verificationRequirements { type } }
    ... on AccountHolderRefusedVerificationStatusInfo { reason }
  }
}`

const accountFields = `${holderFields}
fragment AccountFields on Account {
  id number name country currency IBAN BIC paymentLevel
  statusInfo { status }
  balances {
    available { value currency }
    booked { value currency }
    pending { value currency }
    reserved { value currency }
  }
  holder { ...HolderFields }
  updatedAt requiredConsentToFetchNewTransactions
}`

export const accountsDocument = `query Accounts($first: Int!, $after: String) {
  accounts(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...AccountFields } }
  }
}
${accountFields}`

export const accountDocument = `query Account($accountId: ID!) {
  account(accountId: $accountId) { ...AccountFields }
}
${accountFields}`

export const probeDocument = `query Probe { accounts(first: 1) { totalCount } }`

export const holdersDocument = `query AccountHolders($first: Int!, $after: String) {
  accountHolders(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...HolderFields } }
  }
}
${holderFields}`

const virtualIbanFields = `fragment VirtualIbanFields on VirtualIBANEntry { id IBAN BIC label status }`

export const virtualIbansDocument = `query VirtualIbans($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    virtualIbanEntries(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...VirtualIbanFields } }
    }
  }
}
${virtualIbanFields}`

export const addVirtualIbanDocument = `mutation AddVirtualIban($input: AddVirtualIbanInput) {
  result: addVirtualIbanEntry(input: $input) {
    __typename
    ... on AddVirtualIbanEntrySuccessPayload { virtualIbanEntry { ...VirtualIbanFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${virtualIbanFields}`

export const cancelVirtualIbanDocument = `mutation CancelVirtualIban($input: CancelVirtualIbanEntryInput!) {
  result: cancelVirtualIbanEntry(input: $input) {
    __typename
    ... on CancelVirtualIbanEntrySuccessPayload { virtualIbanEntry { ...VirtualIbanFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${virtualIbanFields}`

/** Who may act on an account: a card is issued to one of them. */
export const membersDocument = `query Members($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    memberships(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id email legalRepresentative user { id }
          canViewAccount canManageBeneficiaries canInitiatePayments canManageAccountMembership canManageCards
          statusInfo { status }
        }
      }
    }
  }
}`

export const mandatesDocument = `query Mandates($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    receivedDirectDebitMandates(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          __typename id name createdAt updatedAt signatureDate expiredAt
          statusInfo { status }
          ... on SEPAReceivedDirectDebitMandate { reference scheme sequence iban creditor { name identifier } }
          ... on InternalReceivedDirectDebitMandate { reference iban }
        }
      }
    }
  }
}`

export const statementsDocument = `query Statements($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    statements(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id format openingDate closingDate createdAt
          openingBalance { value currency }
          closingBalance { value currency }
          statusInfo { status }
        }
      }
    }
  }
}`
