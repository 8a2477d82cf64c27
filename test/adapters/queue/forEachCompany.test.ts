import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { forEachCompany } from "../../../adapters/queue/forEachCompany.ts"
import { TenantId, TenantScope } from "../../../domain/shared/TenantScope.ts"

const companies = Array.from({ length: 4 }, () => ({ tenantId: TenantId.make(uuidV7()) }))
const [dies, fails, ...well] = companies.map(({ tenantId }) => tenantId)

describe("work for many companies", () => {
  it.effect("goes on when that of one fails, dies or throws, each in its own scope", () =>
    Effect.gen(function* () {
      const seen: Array<TenantScope["Service"]> = []
      const done = yield* forEachCompany(
        companies,
        { requestId: "line", failed: "not done", permissions: ["banking:read"] },
        ({ tenantId }) => {
          if (tenantId === dies) throw new Error("thrown before it was an effect")
          if (tenantId === fails) return Effect.fail("refused")
          return Effect.map(TenantScope, (scope) => seen.push(scope))
        }
      )
      assert.deepStrictEqual(
        done.map(({ tenantId }) => tenantId),
        well
      )
      assert.sameMembers(
        seen.map(({ tenantId }) => tenantId),
        well
      )
      for (const { actorKind, permissions } of seen) {
        assert.deepStrictEqual([actorKind, ...permissions], ["system", "banking:read"])
      }
    })
  )

  it.effect("does not wait for a company that holds its rows", () =>
    Effect.gen(function* () {
      const seen: Array<TenantId> = []
      yield* Effect.timeoutOption(
        forEachCompany(companies, { requestId: "line", failed: "not done" }, ({ tenantId }) =>
          tenantId === dies ? Effect.never : Effect.sync(() => seen.push(tenantId))
        ).pipe(Effect.forkChild({ startImmediately: true })),
        "1 second"
      )
      assert.sameMembers(
        seen,
        companies.slice(1).map(({ tenantId }) => tenantId)
      )
    })
  )
})
