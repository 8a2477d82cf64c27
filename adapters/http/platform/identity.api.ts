import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  ApiKey,
  ApiKeyId,
  Identity,
  IssuedApiKey,
  KeyRotation,
  Member,
  MemberChange,
  MemberId,
  MemberStatus,
  NewApiKey,
  NewMember,
  NewOidcProvider,
  OidcProvider,
  OidcProviderId
} from "../../../domain/platform/identity/model/index.ts"
import { Permission, Role } from "../../../domain/shared/Permission.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, ShownOnce, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { LastOwnerProblem, OidcProviderRefusedProblem, RightsExceededProblem } from "./identity.problems.ts"

const RoleRights = Schema.Struct({ role: Role, permissions: Schema.Array(Permission) }).annotate({
  identifier: "RoleRights",
  examples: [{ role: "device", permissions: ["tenant:read"] }]
})

const created = HttpApiSchema.status(201)

export class IdentityApi extends HttpApiGroup.make("identity")
  .add(
    HttpApiEndpoint.get("me", "/me", {
      success: Identity,
      error: NotFoundProblem
    })
      .annotate(Requires, "tenant:read")
      .annotate(OpenApi.Summary, "Who the credential is, and what it may do"),
    HttpApiEndpoint.get("roles", "/roles", {
      success: Schema.Array(RoleRights)
    })
      .annotate(Requires, "tenant:read")
      .annotate(OpenApi.Summary, "The permission table: what each role may do"),
    HttpApiEndpoint.get("members", "/members", {
      query: { ...PageQuery, role: Schema.optional(Role), status: Schema.optional(MemberStatus) },
      success: Page(Member)
    })
      .annotate(Requires, "identity:read")
      .annotate(OpenApi.Summary, "List the people of the company"),
    HttpApiEndpoint.post("addMember", "/members", {
      headers: WriteHeaders,
      payload: NewMember,
      success: Member.pipe(created),
      error: [AlreadyExistsProblem, RightsExceededProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "Let a person in"),
    HttpApiEndpoint.get("member", "/members/:memberId", {
      params: { memberId: MemberId },
      success: Member,
      error: NotFoundProblem
    })
      .annotate(Requires, "identity:read")
      .annotate(OpenApi.Summary, "One member"),
    HttpApiEndpoint.patch("changeMember", "/members/:memberId", {
      params: { memberId: MemberId },
      headers: UpdateHeaders,
      payload: MemberChange,
      success: Member,
      error: [NotFoundProblem, VersionConflictProblem, LastOwnerProblem, RightsExceededProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "Change a member's name, address, role or status"),
    HttpApiEndpoint.get("apiKeys", "/api-keys", {
      query: PageQuery,
      success: Page(ApiKey)
    })
      .annotate(Requires, "identity:read")
      .annotate(OpenApi.Summary, "List the API keys"),
    HttpApiEndpoint.post("issueKey", "/api-keys", {
      headers: WriteHeaders,
      payload: NewApiKey,
      success: IssuedApiKey.pipe(created),
      error: RightsExceededProblem
    })
      .annotate(Requires, "identity:admin")
      .annotate(ShownOnce, ["secret"])
      .annotate(OpenApi.Summary, "Make an API key; its secret is shown in this answer only"),
    HttpApiEndpoint.get("apiKey", "/api-keys/:apiKeyId", {
      params: { apiKeyId: ApiKeyId },
      success: ApiKey,
      error: NotFoundProblem
    })
      .annotate(Requires, "identity:read")
      .annotate(OpenApi.Summary, "One API key"),
    HttpApiEndpoint.post("rotateKey", "/api-keys/:apiKeyId/rotate", {
      params: { apiKeyId: ApiKeyId },
      headers: WriteHeaders,
      payload: KeyRotation,
      success: IssuedApiKey.pipe(created),
      error: [NotFoundProblem, IllegalTransitionProblem, RightsExceededProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(ShownOnce, ["secret"])
      .annotate(OpenApi.Summary, "Replace an API key; the old one goes on for the overlap"),
    HttpApiEndpoint.post("revokeKey", "/api-keys/:apiKeyId/revoke", {
      params: { apiKeyId: ApiKeyId },
      headers: WriteHeaders,
      success: ApiKey,
      error: [NotFoundProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "End an API key at once and for good"),
    HttpApiEndpoint.get("oidcProviders", "/oidc-providers", {
      query: PageQuery,
      success: Page(OidcProvider)
    })
      .annotate(Requires, "identity:read")
      .annotate(OpenApi.Summary, "List the identity providers that the company trusts"),
    HttpApiEndpoint.post("addOidcProvider", "/oidc-providers", {
      headers: WriteHeaders,
      payload: NewOidcProvider,
      success: OidcProvider.pipe(created),
      error: [AlreadyExistsProblem, OidcProviderRefusedProblem, RightsExceededProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "Trust an identity provider"),
    HttpApiEndpoint.delete("removeOidcProvider", "/oidc-providers/:oidcProviderId", {
      params: { oidcProviderId: OidcProviderId },
      headers: WriteHeaders,
      success: HttpApiSchema.NoContent,
      error: NotFoundProblem
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "End the trust in an identity provider")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "People and keys")
  .annotate(OpenApi.Description, "People, API keys and identity providers of the company") {}
