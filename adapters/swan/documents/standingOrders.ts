/** Standing orders, by the fields of Swan's published partner schema. */
const standingOrderFields = `fragment StandingOrderFields on StandingOrder {
  id reference nextExecutionDate
  statusInfo { status ... on StandingOrderConsentPendingStatusInfo { consent { id consentUrl } } }
}`

export const scheduleStandingOrderDocument = `mutation ScheduleStandingOrder($input: ScheduleStandingOrderInput!) {
  result: scheduleStandingOrder(input: $input) {
    __typename
    ... on ScheduleStandingOrderSuccessPayload {
      standingOrder { ...StandingOrderFields }
      beneficiaryVerificationResult { status ... on VerifyBeneficiaryCloseMatch { nameSuggestion } }
    }
    ... on Rejection { message }
  }
}
${standingOrderFields}`

export const cancelStandingOrderDocument = `mutation CancelStandingOrder($input: CancelStandingOrderInput!) {
  result: cancelStandingOrder(input: $input) {
    __typename
    ... on CancelStandingOrderSuccessPayload { standingOrder { ...StandingOrderFields } }
    ... on Rejection { message }
  }
}
${standingOrderFields}`

export const standingOrderDocument = `query StandingOrder($id: ID!) {
  standingOrder(standingOrderId: $id) { ...StandingOrderFields }
}
${standingOrderFields}`

export const standingOrdersDocument = `query StandingOrders($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    standingOrders(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...StandingOrderFields } }
    }
  }
}
${standingOrderFields}`
