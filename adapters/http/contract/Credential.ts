import { HttpApiMiddleware, HttpApiSecurity, OpenApi } from "effect/http-api"
import type { TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  CardNumberRefusedProblem,
  IdempotencyKeyMissingProblem,
  IdempotencyKeyReusedProblem,
  InternalErrorProblem,
  InvalidRequestProblem,
  PayloadTooLargeProblem,
  PermissionDeniedProblem,
  RequestTimeoutProblem,
  TenantSuspendedProblem,
  TooManyRequestsProblem,
  UnauthorizedProblem,
  UnsupportedMediaTypeProblem
} from "./errors.ts"

const bearer = HttpApiSecurity.annotate(
  HttpApiSecurity.bearer,
  OpenApi.Description,
  "Demo keys: `npm start` prints them. Any API key or OpenID Connect token."
)

/**
 * What stands before every tenant route: the credential gives the company, the actor and the rights; the route's
 * permission is checked; the request is counted; and the handler runs in one unit of work, idempotent when it writes.
 */
export class Credential extends HttpApiMiddleware.Service<Credential, { provides: TenantScope }>()(
  "azals/http/Credential",
  {
    security: { bearer },
    error: [
      UnauthorizedProblem,
      TenantSuspendedProblem,
      PermissionDeniedProblem,
      TooManyRequestsProblem,
      InvalidRequestProblem,
      CardNumberRefusedProblem,
      IdempotencyKeyMissingProblem,
      IdempotencyKeyReusedProblem,
      PayloadTooLargeProblem,
      UnsupportedMediaTypeProblem,
      RequestTimeoutProblem,
      InternalErrorProblem
    ]
  }
) {}
