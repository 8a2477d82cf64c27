import { HttpApi, OpenApi } from "effect/http-api"
import { BooksApi } from "./finance/books.api.ts"
import { LedgerApi } from "./finance/ledger.api.ts"
import { JobsApi } from "./platform/jobs.api.ts"
import { TenancyApi } from "./platform/tenancy.api.ts"

/** The whole contract: server, OpenAPI document and typed client all come from it. */
export class Api extends HttpApi.make("azalscore")
  .add(TenancyApi)
  .add(JobsApi)
  .add(BooksApi)
  .add(LedgerApi)
  .prefix("/v2")
  .annotateMerge(
    OpenApi.annotations({
      title: "AZALSCORE",
      version: "2.0.0",
      description:
        "ERP for French small and middle-sized companies. Every answer is for the company of the credential alone. " +
        "Errors are RFC 9457 problem documents, in French or English by Accept-Language."
    })
  ) {}
