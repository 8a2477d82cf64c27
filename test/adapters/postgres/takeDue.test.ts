import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { Client } from "pg"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { transferLineLayer } from "../../../adapters/postgres/finance/transfers/TransferLineSql.ts"
import { TransferLine } from "../../../ports/finance/TransferLine.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const asAdmin = (text: string, values: ReadonlyArray<unknown>) =>
  Effect.promise(async () => {
    const client = new Client(adminUrl())
    await client.connect()
    await client.query(text, [...values])
    await client.end()
  })

/** One session, so that what is set for the planner holds for all. */
const world = Layer.suspend(() =>
  Layer.provideMerge(
    transferLineLayer,
    EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 1 })
  )
)

layer(world, { excludeTestServices: true })("what is due", (it) => {
  it.effect("is taken up to the limit, whatever the plan", () =>
    Effect.gen(function* () {
      const sql = yield* EngineSql
      const { take } = yield* TransferLine
      const tenant = uuidV7()
      const mine = Array.from({ length: 6 }, () => uuidV7())
      yield* asAdmin(
        `insert into engine.transfer_due (tenant_id, transfer_id, due_at)
          select $1, id, now() - interval '10 years' from unnest($2::uuid[]) id`,
        [tenant, mine]
      )
      for (const way of ["hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize"]) {
        yield* sql.unsafe(`set enable_${way} = off`)
      }
      const taken: Array<string> = []
      for (let turn = 0; turn < 3; turn++) {
        const some = yield* take(2)
        assert.lengthOf(some, 2)
        taken.push(...some.map(({ transferId }) => transferId))
      }
      assert.sameMembers(taken, mine)
      yield* asAdmin("delete from engine.transfer_due where tenant_id = $1", [tenant])
    })
  )
})
