/** A selection names only what the service reads; `reason` has another type on each status, hence the aliases. */
export const transactionFields = `fragment TransactionFields on Transaction {
  __typename id reference externalReference side type label counterparty paymentProduct paymentId
  amount { value currency }
  executionDate createdAt updatedAt isCancelable originTransactionId
  statusInfo {
    status
    ... on BookedTransactionStatusInfo { bookingDate valueDate }
    ... on RejectedTransactionStatusInfo { rejectedReason: reason hasFallback }
    ... on ReleasedTransactionStatusInfo { releasedReason: reason }
  }
  ... on SEPACreditTransferTransaction {
    creditor { ... on SEPACreditTransferOutCreditor { IBAN } ... on SEPACreditTransferInCreditor { virtualIBANEntryId } }
    debtor { ... on SEPACreditTransferInDebtor { IBAN } }
    returnReason
  }
  ... on SEPADirectDebitTransaction { mandate { id } returnReason }
  ... on CardTransaction {
    originalAmount { value currency }
    merchant { ... on CardOutMerchant { merchantId merchantName merchantCity merchantCountry merchantCategoryCode } }
    cardDetails { ... on CardOutDetails { card { id } } }
  }
}`

export const transactionsDocument = `query Transactions(
  $accountId: ID!, $first: Int!, $after: String, $filters: TransactionsFiltersInput, $orderBy: TransactionsOrderByInput
) {
  account(accountId: $accountId) {
    transactions(first: $first, after: $after, filters: $filters, orderBy: $orderBy) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...TransactionFields } }
    }
  }
}
${transactionFields}`

export const transactionDocument = `query Transaction($id: ID!) {
  transaction(id: $id) { account { id } ...TransactionFields }
}
${transactionFields}`
