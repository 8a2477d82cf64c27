/** The mutations of Swan's Testing API that the simulator knows, and the subscription to its notifications. */
export const receiveTransferDocument = `mutation Receive($input: IncomingSepaCreditTransferInput!) {
  result: simulateIncomingSepaCreditTransferReception(input: $input) {
    __typename
    ... on SimulateIncomingSepaCreditTransferReceptionSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

/** A direct debit that is presented to an account of the project. */
export const receiveDebitDocument = `mutation ReceiveDebit($input: SimulateOutgoingSepaDirectDebitReceptionInput!) {
  result: simulateOutgoingSepaDirectDebitReception(input: $input) {
    __typename
    ... on SimulateOutgoingSepaDirectDebitReceptionSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const bookTransferDocument = `mutation Book($input: SimulateOutgoingSepaCreditTransferBookingInput!) {
  result: simulateOutgoingSepaCreditTransferBooking(input: $input) {
    __typename
    ... on SimulateOutgoingSepaCreditTransferBookingSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const rejectTransferDocument = `mutation Reject($input: SimulateOutgoingSepaCreditTransferRejectionInput!) {
  result: simulateOutgoingSepaCreditTransferRejection(input: $input) {
    __typename
    ... on SimulateOutgoingSepaCreditTransferRejectionSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const returnTransferDocument = `mutation Return($input: SimulateOutgoingSepaCreditTransferReturnInput!) {
  result: simulateOutgoingSepaCreditTransferReturn(input: $input) {
    __typename
    ... on SimulateOutgoingSepaCreditTransferReturnSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

/** The payee's bank has accepted to give a booked transfer back. */
export const recallTransferDocument = `mutation Recall($input: SimulateOutgoingSepaCreditTransferAcceptedRecallInput!) {
  result: simulateOutgoingSepaCreditTransferAcceptedRecall(input: $input) {
    __typename
    ... on SimulateOutgoingSepaCreditTransferAcceptedRecallSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

/** The account gives a transfer back that it had received. */
export const recallIncomingDocument = `mutation RecallIncoming($input: SimulateIncomingSepaCreditTransferAcceptedRecallInput!) {
  result: simulateIncomingSepaCreditTransferAcceptedRecall(input: $input) {
    __typename
    ... on SimulateIncomingSepaCreditTransferAcceptedRecallSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const authoriseCardDocument = `mutation Authorise($input: SimulateOutgoingCardAuthorizationInput!) {
  result: simulateOutgoingCardAuthorization(input: $input) {
    __typename
    ... on SimulateOutgoingCardAuthorizationSuccessPayload { transactionId }
    ... on SimulateOutgoingCardAuthorizationRejectPayload { transactionId rejectedReason }
    ... on Rejection { message }
  }
}`

export const debitCardDocument = `mutation Debit($input: SimulateOutgoingCardDebitInput!) {
  result: simulateOutgoingCardDebit(input: $input) {
    __typename
    ... on SimulateOutgoingCardDebitSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const reverseCardDebitDocument = `mutation ReverseDebit($input: SimulateOutgoingCardDebitReverseInput!) {
  result: simulateOutgoingCardDebitReverse(input: $input) {
    __typename
    ... on SimulateOutgoingCardDebitReverseSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const creditCardDocument = `mutation Credit($input: SimulateOutgoingCardCreditInput!) {
  result: simulateOutgoingCardCredit(input: $input) {
    __typename
    ... on SimulateOutgoingCardCreditSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

export const releaseCardDocument = `mutation Release($input: SimulateOutgoingCardAuthorizationReleaseInput!) {
  result: simulateOutgoingCardAuthorizationRelease(input: $input) {
    __typename
    ... on SimulateOutgoingCardAuthorizationReleaseSuccessPayload { transactionId }
    ... on Rejection { message }
  }
}`

/** Of the Partner API. */
export const subscribeDocument = `mutation Subscribe($input: AddWebhookSubscriptionInput!) {
  result: addWebhookSubscription(input: $input) {
    __typename
    ... on WebhookSubscriptionSuccessPayload { webhookSubscription { id label endpoint eventTypes } }
    ... on Rejection { message }
  }
}`

/** How far Swan has verified the holder of the accounts. */
export const updateHolderDocument = `mutation UpdateHolder($input: UpdateAccountHolderInput!) {
  result: updateAccountHolder(input: $input) {
    __typename
    ... on UpdateAccountHolderSuccessPayload { accountHolder { id } }
    ... on Rejection { message }
  }
}`
