/** The mutations of Swan's Testing API that the simulator knows, and the subscription to its notifications. */
export const receiveTransferDocument = `mutation Receive($input: IncomingSepaCreditTransferInput!) {
  result: simulateIncomingSepaCreditTransferReception(input: $input) {
    __typename
    ... on SimulateIncomingSepaCreditTransferReceptionSuccessPayload { transactionId }
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

/** Of the Partner API. */
export const subscribeDocument = `mutation Subscribe($input: AddWebhookSubscriptionInput!) {
  result: addWebhookSubscription(input: $input) {
    __typename
    ... on WebhookSubscriptionSuccessPayload { webhookSubscription { id label endpoint eventTypes } }
    ... on Rejection { message }
  }
}`
