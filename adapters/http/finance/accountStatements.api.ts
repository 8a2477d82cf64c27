import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  AccountStatement,
  AccountStatementId,
  AccountStatementState,
  ListedStatement,
  NewAccountStatement,
  ProviderAccountId
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { StatementNotThereProblem, StatementPeriodRefusedProblem } from "./accountStatements.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const params = { accountStatementId: AccountStatementId }

export class AccountStatementsApi extends HttpApiGroup.make("accountStatements")
  .add(
    HttpApiEndpoint.get("accountStatements", "/banking/account-statements", {
      query: {
        ...PageQuery,
        state: Schema.optional(AccountStatementState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(AccountStatement)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the statements that were asked for or kept, newest first"),
    HttpApiEndpoint.post("askStatement", "/banking/account-statements", {
      headers: WriteHeaders,
      payload: NewAccountStatement,
      success: AccountStatement.pipe(HttpApiSchema.status(201)),
      error: [...intentProblems, NotFoundProblem, StatementPeriodRefusedProblem]
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Have an institution make a statement, and keep its document")
      .annotate(
        OpenApi.Description,
        "Of days that are over, in the account's language. Once it is `kept`, its document is at " +
          "GET /v2/files/{fileId}/content. The same one that is on its way already is answered instead."
      ),
    HttpApiEndpoint.post("takeStatement", "/banking/account-statements/listed", {
      headers: WriteHeaders,
      payload: ListedStatement,
      success: AccountStatement.pipe(HttpApiSchema.status(201)),
      error: [NotFoundProblem, StatementNotThereProblem]
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Keep the document of a statement that the institution shows already"),
    HttpApiEndpoint.get("accountStatement", "/banking/account-statements/:accountStatementId", {
      params,
      success: AccountStatement,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One statement, with the file of its document once that is kept"),
    HttpApiEndpoint.post("refetchStatement", "/banking/account-statements/:accountStatementId/fetch", {
      params,
      headers: UpdateHeaders,
      success: AccountStatement.pipe(HttpApiSchema.status(202)),
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Fetch again a document that could not be had")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Account statements")
  .annotate(
    OpenApi.Description,
    "Statements that institutions make of their accounts, and their documents"
  ) {}
