import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  ProviderAccount,
  ProviderAccountId,
  ProviderTransaction,
  syncAccountsKind
} from "../../../domain/finance/banking/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"

const params = { providerAccountId: ProviderAccountId }

const SyncWanted = syncAccountsKind.payload

export class ProviderAccountsApi extends HttpApiGroup.make("providerAccounts")
  .add(
    HttpApiEndpoint.get("providerAccounts", "/banking/provider-accounts", {
      query: PageQuery,
      success: Page(ProviderAccount)
    })
      .annotate(Requires, "banking:read")
      .annotate(
        OpenApi.Summary,
        "List the accounts at connected institutions: balances, virtual IBANs, mandates, statements"
      ),
    HttpApiEndpoint.get("providerAccount", "/banking/provider-accounts/:providerAccountId", {
      params,
      success: ProviderAccount,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One account at an institution, as it was when last read"),
    HttpApiEndpoint.get(
      "providerTransactions",
      "/banking/provider-accounts/:providerAccountId/transactions",
      { params, query: PageQuery, success: Page(ProviderTransaction), error: NotFoundProblem }
    )
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "Movements as the institution says they are, last changed first"),
    HttpApiEndpoint.post("syncAccounts", "/banking/sync", {
      headers: WriteHeaders,
      payload: SyncWanted,
      success: RequestedJob.pipe(HttpApiSchema.status(202)),
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Read the accounts of a connection and what has changed on them")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Accounts at institutions")
  .annotate(OpenApi.Description, "What the banks that are reached by their API say") {}
