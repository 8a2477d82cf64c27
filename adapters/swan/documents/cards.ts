/** Cards, by the fields of Swan's published partner schema. No number and no code of a card is ever selected. */
const cardFields = `fragment CardFields on Card {
  id type name cardMaskedNumber expiryDate createdAt updatedAt
  statusInfo {
    status
    ... on CardConsentPendingStatusInfo { consent { id consentUrl redirectUrl } }
  }
  accountMembership { id }
}`

export const addCardDocument = `mutation AddCard($input: AddCardInput!) {
  result: addCard(input: $input) {
    __typename
    ... on AddCardSuccessPayload { card { ...CardFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${cardFields}`

/** Of the project owner's own card Swan would show number and code here: they are not asked for. */
export const addSingleUseCardDocument = `mutation AddSingleUseCard($input: AddSingleUseVirtualCardInput!) {
  result: addSingleUseVirtualCard(input: $input) {
    __typename
    ... on AddSingleUseVirtualCardSuccessForUserPayload { card { ...CardFields } }
    ... on AddSingleUseVirtualCardSuccessForProjectOwnerPayload { card { ...CardFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${cardFields}`

export const updateCardDocument = `mutation UpdateCard($input: UpdateCardInput) {
  result: updateCard(input: $input) {
    __typename
    ... on UpdateCardSuccessPayload { consent { id consentUrl } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}`

/** Answers a consent alone: Swan shows the numbers to the card's holder on its own page. */
export const viewCardNumbersDocument = `mutation ViewCardNumbers($input: ViewCardNumbersInput!) {
  result: viewCardNumbers(input: $input) {
    __typename
    ... on ViewCardNumbersSuccessPayload { consent { id consentUrl } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}`

export const cancelCardDocument = `mutation CancelCard($input: CancelCardInput) {
  result: cancelCard(input: $input) {
    __typename
    ... on CancelCardSuccessPayload { card { ...CardFields } }
    ... on ValidationRejection { fields { code message path } }
    ... on Rejection { message }
  }
}
${cardFields}`

export const cardDocument = `query Card($cardId: ID!) {
  card(cardId: $cardId) { ...CardFields }
}
${cardFields}`

/** Newest first, so that what was asked for lately comes on the first pages. */
export const cardsDocument = `query Cards($first: Int!, $after: String) {
  cards(first: $first, after: $after, orderBy: { field: createdAt, direction: Desc }) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...CardFields } }
  }
}
${cardFields}`

export const consentDocument = `query Consent($id: ID!) {
  consent(id: $id) { id status createdAt updatedAt }
}`
