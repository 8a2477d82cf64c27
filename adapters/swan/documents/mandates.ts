/** Received direct-debit mandates and the return of a debit, by Swan's published partner schema. */
const mandateStanding = `fragment MandateStanding on ReceivedDirectDebitMandate {
  id
  statusInfo {
    status
    ... on ReceivedDirectDebitMandateStatusInfoConsentPending { consent { id consentUrl } }
  }
}`

export const suspendMandateDocument = `mutation SuspendMandate($input: SuspendReceivedDirectDebitMandateInput!) {
  result: suspendReceivedDirectDebitMandate(input: $input) {
    __typename
    ... on SuspendReceivedDirectDebitMandateSuccessPayload { receivedDirectDebitMandate { ...MandateStanding } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${mandateStanding}`

export const resumeMandateDocument = `mutation ResumeMandate($input: EnableReceivedDirectDebitMandateInput!) {
  result: enableReceivedDirectDebitMandate(input: $input) {
    __typename
    ... on EnableReceivedDirectDebitMandateSuccessPayload { receivedDirectDebitMandate { ...MandateStanding } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${mandateStanding}`

/** Answers a consent alone: the movement that brings the money back is read. */
export const returnDebitDocument = `mutation ReturnDebit($input: ReturnTransactionInput!) {
  result: returnTransaction(input: $input) {
    __typename
    ... on ReturnTransactionSuccessPayload { consent { id consentUrl } }
    ... on Rejection { message }
  }
}`
