import { Effect } from "effect"
import { ApiKeys } from "../../../../ports/platform/ApiKeys.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { KeySecrets } from "../../../../ports/platform/KeySecrets.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { ApiKeyId, MemberId } from "../../identity/model/index.ts"
import type { NewTenant } from "../model/index.ts"

/**
 * Opens the company that the caller's scope names, with its first owner and an owner's API key, in one unit. The
 * key's secret is answered here and never again. Only an operator of the service builds such a scope.
 */
export const openTenant = Effect.fn("tenancy.openTenant")(function* (company: NewTenant) {
  const { write } = yield* UnitOfWork
  const tenants = yield* Tenants
  const members = yield* Members
  const keys = yield* ApiKeys
  const events = yield* Events
  const ids = yield* Ids
  const secret = yield* Effect.flatMap(KeySecrets, ({ draw }) => draw)
  const memberId = MemberId.make(yield* ids.next)
  const keyId = ApiKeyId.make(yield* ids.next)
  return yield* write(
    Effect.gen(function* () {
      const tenant = yield* tenants.open(company)
      yield* members.add(memberId, {
        subject: company.ownerSubject,
        name: company.ownerName,
        email: null,
        role: "owner"
      })
      yield* keys.add(keyId, firstKey, secret)
      yield* events.publish({ type: "tenancy.tenant.opened", entityId: tenant.id, payload: {} })
      return { tenant, key: { id: keyId, secret } }
    })
  )
})

const firstKey = {
  name: "First key",
  role: "owner",
  scopes: null,
  ratePerMinute: 600,
  expiresAt: null
} as const
