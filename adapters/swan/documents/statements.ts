/** Statements that are made on demand, and where their documents are, by the fields of Swan's published partner schema. */
const statementFields = `fragment StatementFields on Statement {
  id format openingDate closingDate createdAt
  openingBalance { value currency }
  closingBalance { value currency }
  statusInfo { status }
}`

export const generateStatementDocument = `mutation GenerateStatement($input: GenerateAccountStatementInput!) {
  result: generateAccountStatement(input: $input) { ...StatementFields }
}
${statementFields}`

export const statementDocument = `query Statement($id: ID!) {
  accountStatement(id: $id) {
    id
    statusInfo {
      status
      ... on GeneratedStatusInfo { url }
    }
  }
}`

export const madeStatementsDocument = `query MadeStatements($accountId: ID!, $first: Int!, $after: String) {
  account(accountId: $accountId) {
    statements(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...StatementFields } }
    }
  }
}
${statementFields}`
