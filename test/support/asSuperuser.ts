import { Effect } from "effect"
import { Client } from "pg"
import { adminUrl } from "./database.ts"

/**
 * Runs statements in one transaction as the database's superuser with every trigger and foreign key off: what nobody
 * can do through the service, and what its verification must find.
 */
export const asSuperuser = (...statements: ReadonlyArray<Statement>) =>
  Effect.suspend(() => asSuperuserOn(adminUrl(), statements))

type Statement = readonly [sql: string, params: ReadonlyArray<unknown>]

/** The same in another database. */
export const asSuperuserOn = (url: string, statements: ReadonlyArray<Statement>) =>
  Effect.acquireUseRelease(
    Effect.promise(async () => {
      const client = new Client(url)
      await client.connect()
      return client
    }),
    (client) =>
      Effect.promise(async () => {
        await client.query("begin")
        await client.query("set local session_replication_role = replica")
        for (const [sql, params] of statements) await client.query(sql, [...params])
        await client.query("commit")
      }),
    (client) => Effect.promise(() => client.end())
  )
