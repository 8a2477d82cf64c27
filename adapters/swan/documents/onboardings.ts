/** The onboarding of account holders, by the fields of Swan's published partner schema. */
const onboardingFields = `fragment OnboardingFields on AccountHolderOnboardingBase {
  id onboardingUrl createdAt
  statusInfo {
    status
    ... on OnboardingInvalidStatusInfo { errors { field errors } }
  }
  supportingDocumentCollection {
    statusInfo { status }
    requiredSupportingDocumentPurposes { name }
  }
  oAuthRedirectParameters { state }
  account { id }
}`

export const createOnboardingDocument = `mutation CreateOnboarding($input: CreateCompanyAccountHolderOnboardingInput!) {
  result: createCompanyAccountHolderOnboarding(input: $input) {
    __typename
    ... on CreateCompanyAccountHolderOnboardingSuccessPayload { onboarding { ...OnboardingFields } }
  }
}
${onboardingFields}`

export const onboardingDocument = `query Onboarding($id: ID!) {
  onboarding: accountHolderOnboarding(id: $id) { ...OnboardingFields }
}
${onboardingFields}`

export const onboardingsDocument = `query Onboardings($first: Int!, $after: String, $orderBy: OnboardingOrderByInput) {
  onboardings: accountHolderOnboardings(first: $first, after: $after, orderBy: $orderBy) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...OnboardingFields } }
  }
}
${onboardingFields}`
