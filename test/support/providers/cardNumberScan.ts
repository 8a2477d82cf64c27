import { Effect } from "effect"
import { Client } from "pg"
import { holdsCardNumber } from "../../../domain/shared/CardNumber.ts"
import { adminUrl } from "../database.ts"

/**
 * Every text, JSON and bytes value that the database holds of a company in which a card number stands, by table and
 * column; bytes are read as text.
 */
export const storedCardNumbers = (tenantId: string) =>
  Effect.acquireUseRelease(
    Effect.promise(async () => {
      const client = new Client(adminUrl())
      await client.connect()
      return client
    }),
    (client) => Effect.promise(() => scan(client, tenantId)),
    (client) => Effect.promise(() => client.end())
  )

interface Column {
  readonly place: string
  readonly name: string
  readonly type: string
}

const scan = async (client: Client, tenantId: string) => {
  const { rows } = await client.query<Column>(
    `select format('%I.%I', c.table_schema, c.table_name) as place, c.column_name as name, c.udt_name as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema in ('azals', 'engine') and t.table_type = 'BASE TABLE'
        and c.udt_name in ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')
        and exists (select 1 from information_schema.columns o where o.table_schema = c.table_schema
          and o.table_name = c.table_name and o.column_name = 'tenant_id')`
  )
  const found: Array<string> = []
  let looked = 0
  for (const { name, place, type } of rows) {
    const value = type === "bytea" ? `encode("${name}", 'escape')` : `"${name}"::text`
    const held = await client.query<{ value: string | null }>(
      `select ${value} as value from ${place} where tenant_id = $1`,
      [tenantId]
    )
    for (const row of held.rows) {
      looked++
      if (row.value !== null && holdsCardNumber(withoutDrawnDigits(row.value))) found.push(`${place}.${name}`)
    }
  }
  return { looked, found }
}

const drawn = [
  /"(?:min|max|sum)":\d+(?:\.\d+)?/g,
  /"\w*UnixNano":"?\d+"?/g,
  /"(?:trace|span|parentSpan)Id":"[0-9a-f]*"/g,
  /\b00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\b/g,
  /\b[0-9a-f]{64}\b/g
]

/** The text without times, durations, trace ids and hashes: their digits pass the Luhn check by chance, one in ten. */
export const withoutDrawnDigits = (text: string): string =>
  drawn.reduce((rest, pattern) => rest.replace(pattern, ""), text)
