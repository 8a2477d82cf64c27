import { Effect, Layer, Redacted, Schema } from "effect"
import { Client } from "pg"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { NewEntry } from "../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear, postEntry } from "../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Books } from "../../ports/finance/Books.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { median, round } from "../support/load.ts"
import { rawLedger } from "./rawLedger.ts"

const entry = Schema.decodeUnknownSync(NewEntry)({
  journal: "VE",
  date: "2026-03-15",
  label: "Facture",
  documentRef: "F-1",
  lines: [
    {
      account: "411",
      party: { code: "C001", label: "Dupont" },
      debit: { amount: "120.00", currency: "EUR" }
    },
    { account: "706", credit: { amount: "100.00", currency: "EUR" } },
    { account: "44571", credit: { amount: "20.00", currency: "EUR" } }
  ]
})

/**
 * Entries of three lines posted per second on one journal by 1, 8 and 32 writers, one unit of work each (checked,
 * numbered without holes, hashed, audited, event published), against raw SQL: one transaction an entry with one
 * multi-row insert of the same rows into tables of the same columns and keys, numbers given by the client, nothing else.
 */
export const ledger = ({ rounds, seconds }: { readonly rounds: number; readonly seconds: number }) =>
  Effect.gen(function* () {
    const { admin, service } = yield* benchDatabase
    const [company] = yield* companies(1).pipe(Effect.provide(doorTo(service, 2)))
    if (company === undefined) return yield* Effect.die("no company")
    const services = stores.pipe(
      Layer.provide(Connect.layerPool({ url: service, maxConnections: 32 })),
      Layer.provide(tokenVerifierLayer({ plainLoopback: false })),
      Layer.provideMerge(idsLayer)
    )
    const raw = yield* rawLedger(Redacted.value(admin))
    return yield* Effect.gen(function* () {
      yield* setUp
      yield* ours(1, 3)
      yield* raw.run(1, 3)
      yield* analyse(Redacted.value(admin))
      const byWriters = yield* Effect.forEach([1, 8, 32], (writers) =>
        Effect.gen(function* () {
          const sides = { ours: new Array<number>(), raw: new Array<number>() }
          for (let i = 0; i < rounds; i++) {
            sides.ours.push(yield* ours(writers, seconds))
            sides.raw.push(yield* raw.run(writers, seconds))
          }
          return { writers, entriesPerSecond: sides, ratio: round(median(sides.ours) / median(sides.raw)) }
        })
      )
      return { linesPerEntry: 3, byWriters, afterwards: yield* faults(Redacted.value(admin)) }
    }).pipe(Effect.provide(services), Effect.provideService(TenantScope, company.scope))
  }).pipe(Effect.scoped)

const setUp = Effect.gen(function* () {
  yield* loadChart()
  const { addJournal } = yield* Books
  yield* addJournal({ code: "VE", label: "Ventes", kind: "sales" })
  yield* openFiscalYear({ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") })
})

const ours = (writers: number, seconds: number) =>
  Effect.gen(function* () {
    const started = performance.now()
    const until = started + seconds * 1000
    const writer = Effect.gen(function* () {
      let posted = 0
      while (performance.now() < until) {
        yield* postEntry(entry)
        posted++
      }
      return posted
    })
    const counts = yield* Effect.all(
      Array.from({ length: writers }, () => writer),
      { concurrency: "unbounded" }
    )
    return Math.round(counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000))
  })

/** What autovacuum does within a minute of a table's first rows: without it, plans made for empty tables are kept. */
const analyse = (url: string) =>
  Effect.promise(async () => {
    const client = new Client(url)
    await client.connect()
    await client.query("analyze")
    await client.end()
  })

/** What must be zero after the run: read as the administrator, past every policy. */
const faults = (url: string) =>
  Effect.promise(async () => {
    const client = new Client(url)
    await client.connect()
    const { rows } = await client.query<
      Record<string, number>
    >(`select count(*)::int as entries, count(*)::int - max(number) as holes,
      count(*)::int - count(distinct number)::int as duplicates,
      (select count(*)::int from (select entry_id from azals.journal_line group by entry_id
        having sum(debit) <> sum(credit)) unbalanced) as unbalanced from azals.journal_entry`)
    await client.end()
    return rows[0]
  })
