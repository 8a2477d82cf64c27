import { transactionFields } from "./transactions.ts"

/** Credit transfers: the payment that holds the consent, and what becomes of it. */
const paymentFields = `fragment PaymentFields on Payment {
  id createdAt
  statusInfo {
    status
    ... on PaymentConsentPending { consent { id consentUrl redirectUrl status } }
    ... on PaymentRejected { reason }
  }
}`

export const initiateTransferDocument = `mutation InitiateTransfer($input: InitiateCreditTransfersInput!) {
  result: initiateCreditTransfers(input: $input) {
    __typename
    ... on InitiateCreditTransfersSuccessPayload { payment { ...PaymentFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${paymentFields}`

/** With all that moved because of it: a rejected instant transfer that falls back is one of them. */
export const paymentDocument = `query Payment($id: ID!, $first: Int!, $after: String) {
  payment(id: $id) {
    ...PaymentFields
    updatedAt
    transactions(first: $first, after: $after, filters: { includeRejectedWithFallback: true }) {
      pageInfo { hasNextPage endCursor }
      edges { node { account { id } ...TransactionFields } }
    }
  }
}
${paymentFields}
${transactionFields}`

/** Newest first, so that what was asked for lately comes on the first pages. */
export const paymentsDocument = `query Payments($first: Int!, $after: String) {
  payments(first: $first, after: $after, orderBy: { field: createdAt, direction: Desc }) {
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        ...PaymentFields
        transactions(first: 100) { edges { node { id externalReference } } }
      }
    }
  }
}
${paymentFields}`

export const verifyPayeeDocument = `mutation VerifyPayee($input: VerifyBeneficiaryInput!) {
  result: verifyBeneficiary(input: $input) {
    __typename
    ... on VerifyBeneficiarySuccessPayload {
      beneficiaryVerificationToken expiresAt
      verifyBeneficiaryResult { status ... on VerifyBeneficiaryCloseMatch { nameSuggestion } }
    }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}`

export const cancelTransactionDocument = `mutation CancelTransaction($input: CancelTransactionInput!) {
  result: cancelTransaction(input: $input) {
    __typename
    ... on CancelTransactionSuccessPayload { done: message }
    ... on Rejection { message }
  }
}`

export const cancelConsentDocument = `mutation CancelConsent($input: CancelConsentInput!) {
  result: cancelConsent(input: $input) {
    __typename
    ... on CancelConsentSuccessPayload { consent { id } }
    ... on Rejection { message }
  }
}`
