import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { ApiKeyId, MemberId, OidcProviderId } from "../../../domain/platform/identity/model/index.ts"
import {
  addMember,
  addOidcProvider,
  changeMember,
  issueKey,
  removeOidcProvider,
  revokeKey,
  rotateKey,
  whoAmI
} from "../../../domain/platform/identity/usecases/index.ts"
import { permissionsOf, Role } from "../../../domain/shared/Permission.ts"
import { ApiKeys } from "../../../ports/platform/ApiKeys.ts"
import { Members } from "../../../ports/platform/Members.ts"
import { OidcProviders } from "../../../ports/platform/OidcProviders.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const identityHandlers = HttpApiBuilder.group(Api, "identity", (handlers) =>
  handlers.handleAll({
    me: () => whoAmI(),
    roles: () => Effect.succeed(permissionTable),
    members: ({ query: { role, status, ...page } }) =>
      Effect.flatMap(Members, ({ list }) =>
        pageOf(memberCursor, page, idOf<MemberId>, (limit, after) => list({ role, status }, limit, after))
      ),
    addMember: ({ payload }) => addMember(payload),
    member: ({ params }) => Effect.flatMap(Members, ({ find }) => find(params.memberId)),
    changeMember: ({ headers, params, payload }) =>
      changeMember(params.memberId, versionOf(headers["if-match"]), payload),
    apiKeys: ({ query }) =>
      Effect.flatMap(ApiKeys, ({ list }) => pageOf(keyCursor, query, idOf<ApiKeyId>, list)),
    issueKey: ({ payload }) => issueKey(payload),
    apiKey: ({ params }) => Effect.flatMap(ApiKeys, ({ find }) => find(params.apiKeyId)),
    rotateKey: ({ params, payload }) => rotateKey(params.apiKeyId, payload),
    revokeKey: ({ params }) => revokeKey(params.apiKeyId),
    oidcProviders: ({ query }) =>
      Effect.flatMap(OidcProviders, ({ list }) => pageOf(providerCursor, query, idOf<OidcProviderId>, list)),
    addOidcProvider: ({ payload }) => addOidcProvider(payload),
    removeOidcProvider: ({ params }) => removeOidcProvider(params.oidcProviderId)
  })
)

const permissionTable = Role.literals.map((role) => ({ role, permissions: [...permissionsOf[role]] }))

const idOf = <I>({ id }: { readonly id: I }) => id

const memberCursor = cursorOf(MemberId)
const keyCursor = cursorOf(ApiKeyId)
const providerCursor = cursorOf(OidcProviderId)
