/** Consents of the project, in no order that Swan documents. */
export const consentsDocument = `query Consents($first: Int!, $after: String, $filters: ConsentsFiltersInput) {
  consents(first: $first, after: $after, filters: $filters) {
    pageInfo { hasNextPage endCursor }
    edges { node { id consentUrl redirectUrl createdAt } }
  }
}`
