import { Redacted } from "effect"
import { Client } from "pg"
import { inject } from "vitest"

declare module "vitest" {
  interface ProvidedContext {
    readonly adminUrl: string
    readonly serviceUrl: string
  }
}

/** The superuser's address of the database of this worker: test files that run at once do not see each other. */
export const adminUrl = (): string => onDatabase(inject("adminUrl"), databaseOfWorker(poolId()))

/** The service's address of the same database. */
export const serviceUrl = (): string => onDatabase(inject("serviceUrl"), databaseOfWorker(poolId()))

/** The database of the nth worker. */
export const databaseOfWorker = (nth: number): string => `azals_worker_${nth}`

/** The same server, another database. */
export const onDatabase = (url: string, database: string): string => {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/**
 * A copy of the migrated database, under a name of its own. The rights on the database itself are given again: a copy
 * has the template's contents and not its rights.
 */
export const copyMigrated = async (admin: Redacted.Redacted, name: string): Promise<void> => {
  const url = Redacted.value(admin)
  const template = new URL(url).pathname.slice(1)
  const client = new Client(onDatabase(url, "postgres"))
  await client.connect()
  try {
    await client.query(`create database ${name} template ${template}`)
    await client.query(`revoke create, temporary on database ${name} from public`)
    await client.query(`grant create on database ${name} to azals_owner`)
  } finally {
    await client.end()
  }
}

const poolId = () => Number(process.env["VITEST_POOL_ID"])
