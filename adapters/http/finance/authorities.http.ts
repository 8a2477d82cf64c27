import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { SigningAuthorityId } from "../../../domain/finance/treasury/model/index.ts"
import { endAuthority, enterAuthority } from "../../../domain/finance/treasury/usecases/index.ts"
import { SigningAuthorities } from "../../../ports/finance/SigningAuthorities.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const authoritiesHandlers = HttpApiBuilder.group(Api, "authorities", (handlers) =>
  handlers.handleAll({
    authorities: ({ query: { bankAccountId, ...page } }) =>
      Effect.flatMap(SigningAuthorities, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ limit, after, bankAccountId: Option.fromUndefinedOr(bankAccountId) })
        )
      ),
    enterAuthority: ({ payload }) => enterAuthority(payload),
    endAuthority: ({ headers, params, payload }) =>
      endAuthority(params.signingAuthorityId, versionOf(headers["if-match"]), payload.on)
  })
)

const cursor = cursorOf(SigningAuthorityId)
