import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Client } from "pg"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { adminUrl } from "../../support/database.ts"

const folder = join(import.meta.dirname, "..", "..", "..", "adapters", "postgres", "migrations")

/** The statements of a migration, as they are applied. */
const migration = (name: string) => {
  const file = readdirSync(folder).find((one) => one.endsWith(`_${name}.sql`))
  if (file === undefined) throw new Error(`no migration ${name}`)
  const body = `set local role azals_owner;\n${readFileSync(join(folder, file), "utf8")}\nreset role;`
  return `do $migration$ begin\n${body}\nend $migration$`
}

/** A company with rows as they were written before a migration, which is then applied; nothing of it stays. */
const before = async (work: (client: Client, company: string) => Promise<void>) => {
  const client = new Client(adminUrl())
  await client.connect()
  try {
    await client.query("begin")
    const company = uuidV7()
    await client.query("insert into engine.tenant_directory values ($1, 'Company of before', 'active')", [
      company
    ])
    await work(client, company)
  } finally {
    await client.query("rollback")
    await client.end()
  }
}

/** Without triggers and foreign keys: the row alone. */
const plant = async (client: Client, table: string, row: object) => {
  await client.query("set local session_replication_role = replica")
  await client.query(
    `insert into ${table} (${Object.keys(row).join(", ")})
      select ${Object.keys(row).join(", ")} from jsonb_populate_record(null::${table}, $1)`,
    [JSON.stringify(row)]
  )
  await client.query("set local session_replication_role = origin")
}

const process = (company: string, part: object) => ({
  tenant_id: company,
  id: uuidV7(),
  definition: "suite.collect",
  definition_version: 1,
  business_key: uuidV7(),
  label: "F-1",
  state: "pending",
  request_hash: "\\x00",
  cancelling: false,
  troubled: false,
  started_by: uuidV7(),
  started_at: "2026-11-01T00:00:00Z",
  moved_at: "2026-11-01T00:00:00Z",
  version: 1,
  ...part
})

describe("rows of before a migration", () => {
  it("a one-time token that a process was given is erased, and none is taken any more", () =>
    before(async (client, company) => {
      const drop = "alter table azals.process drop constraint if exists process_input_holds_no_token"
      await client.query(drop)
      const kept = { connectionId: uuidV7(), paymentMethodId: uuidV7() }
      const sources = [{ connectionId: uuidV7(), token: "sim-readable" }, kept]
      const input = { label: "F-1", sources }
      const open = process(company, { input })
      const ended = process(company, { input, state: "completed", ended_at: "2026-11-02T00:00:00Z" })
      const payment = { providerAccountId: uuidV7() }
      const other = process(company, { input: payment, definition: "suite.pay" })
      for (const row of [open, ended, other]) await plant(client, "azals.process", row)
      await client.query(migration("sealed_tokens"))
      const { rows } = await client.query<{ input: unknown }>(
        "select input from azals.process where tenant_id = $1",
        [company]
      )
      const erased = { label: "F-1", sources: [{ connectionId: sources[0]?.connectionId }, kept] }
      assert.sameDeepMembers(
        rows.map((row) => row.input),
        [erased, erased, payment]
      )
      const refused = await plant(client, "azals.process", process(company, { input })).catch(String)
      assert.include(refused, "process_input_holds_no_token")
    }))

  it("an intent, an invoice and an advance that were open are looked after", () =>
    before(async (client, company) => {
      const [connection_id, invoice] = [uuidV7(), uuidV7()]
      const made = { tenant_id: company, created_at: "2026-11-01T00:00:00Z", version: 1 }
      const intent = { ...made, kind: "k", connection_id, payload: {}, payload_hash: "\\x00", asks: 0 }
      const [waiting, over] = [uuidV7(), uuidV7()]
      await plant(client, "azals.provider_intent", {
        ...intent,
        id: waiting,
        business_key: "a",
        state: "created"
      })
      await plant(client, "azals.provider_intent", {
        ...intent,
        id: over,
        business_key: "b",
        state: "succeeded",
        sent_at: made.created_at,
        settled_at: made.created_at
      })
      await plant(client, "azals.financed_invoice", {
        ...made,
        id: invoice,
        connection_id,
        seller_number: "1",
        buyer_number: "2",
        number: "F-1",
        content: {},
        document_id: uuidV7(),
        state: "verified"
      })
      const advance = uuidV7()
      await plant(client, "azals.advance", {
        ...made,
        id: advance,
        financed_invoice_id: invoice,
        content: {},
        state: "scheduled",
        repay_on: "2026-12-01"
      })
      await client.query(migration("pointers_of_before"))
      const pointers = await client.query<{ id: string }>(
        `select intent_id as id from engine.intent_pointer where tenant_id = $1
         union all select item_id from engine.financing_pointer where tenant_id = $1`,
        [company]
      )
      assert.sameMembers(
        pointers.rows.map(({ id }) => id),
        [waiting, invoice, advance]
      )
    }))

  it("the accounts of an enabled connection are read by themselves, those of a disabled one are not", () =>
    before(async (client, company) => {
      const [enabled, disabled] = [uuidV7(), uuidV7()]
      const made = { tenant_id: company, created_at: "2026-11-01T00:00:00Z", version: 1 }
      const connection = { ...made, provider: "swan", environment: "sandbox", label: "Swan", settings: {} }
      for (const [id, state] of [
        [enabled, "enabled"],
        [disabled, "disabled"]
      ]) {
        await plant(client, "azals.provider_connection", { ...connection, id, state, secret_names: [] })
      }
      const upTo = "drop table engine.account_reading_due; drop function azals.point_at_accounts cascade"
      await client.query(`${upTo}; drop function azals.account_was_seen cascade`)
      await client.query(migration("account_readings"))
      const { rows } = await client.query(
        `select connection_id as id, due_at between now() and now() + interval '1 hour' as soon
          from engine.account_reading_due where tenant_id = $1`,
        [company]
      )
      assert.deepStrictEqual(rows, [{ id: enabled, soon: true }])
    }))

  it("what was said of a card's movement becomes a line of what was not personal", () =>
    before(async (client, company) => {
      const payment = {
        tenant_id: company,
        id: uuidV7(),
        connection_id: uuidV7(),
        transaction_reference: "t-1",
        approved: 0,
        held: 0,
        captured: 6_705,
        refunded: 0,
        decided_at: "2026-11-01T00:00:00Z",
        expires_at: "2026-11-11T00:00:00Z"
      }
      await plant(client, "azals.card_payment", { ...payment, card_id: uuidV7() })
      const made = { tenant_id: company, payment_id: payment.id, occurred_at: payment.decided_at, version: 2 }
      const eur = (amount: string) => ({ amount, currency: "EUR" })
      const taxed = {
        account: "6257",
        vatCode: "D10",
        vat: eur("4.54"),
        personal: eur("12.10"),
        note: "Repas"
      }
      const owed = { account: null, vatCode: null, vat: null, personal: eur("0.05"), note: null }
      const movements = [
        { id: uuidV7(), amount: 6_000, expense: taxed },
        { id: uuidV7(), amount: 5, expense: owed },
        { id: uuidV7(), amount: 700, expense: null }
      ]
      for (const movement of movements) {
        const row = { ...made, ...movement, reference: movement.id, kind: "capture", label: "Shop" }
        await plant(client, "azals.card_movement", row)
      }
      await client.query(migration("expense_lines"))
      const { rows } = await client.query<{ expense: unknown }>(
        "select expense from azals.card_movement where tenant_id = $1",
        [company]
      )
      const line = { account: "6257", amount: eur("47.90"), vatCode: "D10", vat: eur("4.54") }
      assert.sameDeepMembers(
        rows.map(({ expense }) => expense),
        [
          { lines: [line], personal: eur("12.10"), note: "Repas" },
          { lines: [], personal: eur("0.05"), note: null },
          null
        ]
      )
    }))
})
