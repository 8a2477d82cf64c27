import { Effect } from "effect"
import { Client } from "pg"
import { adminUrl } from "../database.ts"

/** Everything that the run's database holds, in every table of ours, as one text: bytes are in hexadecimal. */
export const everyStoredText = Effect.acquireUseRelease(
  Effect.promise(async () => {
    const client = new Client(adminUrl())
    await client.connect()
    return client
  }),
  (client) =>
    Effect.promise(async () => {
      const tables = await client.query<{ name: string }>(
        `select oid::regclass::text as name from pg_class
          where relnamespace in ('azals'::regnamespace, 'engine'::regnamespace) and relkind = 'r'`
      )
      const texts: Array<string> = []
      for (const { name } of tables.rows) {
        const rows = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
        texts.push(...rows.rows.map(({ row }) => row))
      }
      return texts.join("\n")
    }),
  (client) => Effect.promise(() => client.end())
)
