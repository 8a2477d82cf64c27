import { Effect } from "effect"
import { Pool } from "pg"

const tables = `
  create schema raw;
  create table raw.journal_entry (tenant_id uuid, id uuid, journal_id uuid, fiscal_year_id uuid, number int,
    entry_date date, label text, document_ref text, posted_at timestamptz default now(), hash bytea,
    primary key (tenant_id, id), unique (tenant_id, journal_id, fiscal_year_id, number));
  create table raw.journal_line (tenant_id uuid, id uuid default uuidv7(), entry_id uuid, position smallint,
    entry_date date, account_code text, party_code text, party_label text, label text, debit bigint, credit bigint,
    primary key (tenant_id, id), unique (tenant_id, entry_id, position));
  create index on raw.journal_line (tenant_id, account_code, entry_date, id);`

const entrySql = `with e as (insert into raw.journal_entry
    (tenant_id, id, journal_id, fiscal_year_id, number, entry_date, label, document_ref, hash)
    values ($1, $2, $1, $1, $3, '2026-03-15', 'Facture', 'F-1', '\\x00') returning id)
  insert into raw.journal_line
    (tenant_id, entry_id, position, entry_date, account_code, party_code, party_label, label, debit, credit) values
    ($1, $2, 1, '2026-03-15', '411', 'C001', 'Dupont', 'Facture', 12000, 0),
    ($1, $2, 2, '2026-03-15', '706', null, null, 'Facture', 0, 10000),
    ($1, $2, 3, '2026-03-15', '44571', null, null, 'Facture', 0, 2000)`

/** The other side of the `ledger` benchmark: the same rows, in one statement and one transaction an entry. */
export const rawLedger = (url: string) =>
  Effect.gen(function* () {
    const pool = yield* Effect.acquireRelease(
      Effect.sync(() => {
        const opened = new Pool({ connectionString: url, max: 32 })
        // An idle session that the server cuts when it stops, after the last run: nothing is lost by it.
        opened.on("error", () => undefined)
        return opened
      }),
      (open) => Effect.promise(() => open.end())
    )
    yield* Effect.promise(() => pool.query(tables))
    const tenant = crypto.randomUUID()
    let number = 0
    const writer = async (until: number) => {
      const client = await pool.connect()
      let posted = 0
      while (performance.now() < until) {
        await client.query({ name: "entry", text: entrySql, values: [tenant, crypto.randomUUID(), ++number] })
        posted++
      }
      client.release()
      return posted
    }
    const run = (writers: number, seconds: number) =>
      Effect.promise(async () => {
        const started = performance.now()
        const until = started + seconds * 1000
        const counts = await Promise.all(Array.from({ length: writers }, () => writer(until)))
        return Math.round(
          counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000)
        )
      })
    return { run }
  })
