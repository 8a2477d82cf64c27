import { Effect } from "effect"
import {
  type BankAccountId,
  bankAccountOf,
  BankLineId,
  type ImportPlan,
  type KeyedLine,
  type ParsedFile,
  type StatementFileId
} from "../../../domain/finance/banking/model/index.ts"
import type { Ids } from "../../../domain/shared/Uuid.ts"
import type { TenantStatements } from "../TenantSql.ts"

interface Kept {
  readonly fileId: StatementFileId
  readonly parsed: ParsedFile
  readonly accounts: ReadonlyMap<string, BankAccountId>
  readonly plan: ImportPlan
}

/** Lines go to the database this many at a time: a file has up to 300,000. */
const batch = 2000

/** Stores what the plan says: statements, new lines, and pending lines that their booked twins take the place of. */
export const keepPlan = (unit: TenantStatements, ids: Ids["Service"], kept: Kept) =>
  Effect.gen(function* () {
    yield* keepStatements(unit, kept)
    const lines: Array<BankLineId> = []
    for (let from = 0; from < kept.plan.added.length; from += batch) {
      const rows = yield* Effect.forEach(kept.plan.added.slice(from, from + batch), (line) =>
        Effect.map(ids.next, (id) => ({ id: BankLineId.make(id), ...columnsOf(line, kept) }))
      )
      yield* insertLines(unit, kept.fileId, rows)
      lines.push(...rows.map(({ id }) => id))
    }
    yield* settle(unit, kept)
    return lines
  })

const keepStatements = ({ sql, tenantId }: TenantStatements, { accounts, fileId, parsed }: Kept) => {
  const rows = parsed.statements.map((statement) => ({
    account: accounts.get(bankAccountOf(statement)),
    sequence: statement.sequence,
    opening_date: statement.opening?.date,
    opening_minor: statement.opening?.minor.toString(),
    opening_currency: statement.opening?.currency,
    closing_date: statement.closing?.date,
    closing_minor: statement.closing?.minor.toString(),
    closing_currency: statement.closing?.currency
  }))
  return sql`insert into azals.bank_statement (tenant_id, file_id, bank_account_id, sequence, opening_date, opening_minor,
      opening_currency, closing_date, closing_minor, closing_currency)
    select ${tenantId}, ${fileId}, s.account, s.sequence, s.opening_date, s.opening_minor, s.opening_currency,
      s.closing_date, s.closing_minor, s.closing_currency
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (account uuid, sequence text, opening_date date,
      opening_minor bigint, opening_currency text, closing_date date, closing_minor bigint, closing_currency text)`
}

const columnsOf = ({ key, line, statement }: KeyedLine, { accounts, parsed }: Kept) => {
  const of = parsed.statements[statement]
  return {
    account: of === undefined ? undefined : accounts.get(bankAccountOf(of)),
    key,
    status: line.status,
    booking_date: line.bookingDate,
    value_date: line.valueDate,
    minor: line.minor.toString(),
    currency: line.currency ?? of?.currency,
    label: line.label,
    reference: line.reference,
    counterparty: line.counterparty,
    reference_set: line.references,
    bank_code: line.bankCode,
    bank_id: line.bankId,
    reversal: line.reversal,
    details: line.details
  }
}

/** A line with the key of a pending one that is stored takes its place: it is that line, booked. */
const insertLines = (
  { sql, tenantId }: TenantStatements,
  fileId: StatementFileId,
  rows: ReadonlyArray<object>
) =>
  sql`insert into azals.bank_line (tenant_id, id, bank_account_id, file_id, key, key_hash, status, booking_date, value_date, minor,
      currency, label, reference, counterparty, reference_set, bank_code, bank_id, reversal, details)
    select ${tenantId}, l.id, l.account, ${fileId}, l.key, sha256(convert_to(l.key, 'UTF8')), l.status, l.booking_date, l.value_date, l.minor, l.currency,
      l.label, l.reference, nullif(l.counterparty, 'null'), l.reference_set, l.bank_code, l.bank_id, l.reversal, l.details
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (id uuid, account uuid, key text, status text,
      booking_date date, value_date date, minor bigint, currency text, label text, reference text, counterparty jsonb,
      reference_set jsonb, bank_code text, bank_id text, reversal boolean, details jsonb)
    on conflict (tenant_id, bank_account_id, key_hash) do update set status = excluded.status,
      value_date = excluded.value_date, file_id = excluded.file_id, version = azals.bank_line.version + 1
      where azals.bank_line.status = 'pending'`

/** A pending line whose booked twin has another key goes, and the twin remembers its key. */
const settle = ({ sql, tenantId }: TenantStatements, { accounts, plan }: Kept) => {
  const pairs = plan.settled.filter(({ by, pending }) => by !== pending)
  if (pairs.length === 0) return Effect.void
  const json = JSON.stringify(pairs)
  const of = JSON.stringify([...accounts.values()])
  return Effect.andThen(
    sql`delete from azals.bank_line l using jsonb_to_recordset(${json}::jsonb) as p (pending text)
      where l.tenant_id = ${tenantId} and l.key_hash = sha256(convert_to(p.pending, 'UTF8')) and l.status = 'pending'
        and l.bank_account_id in (select jsonb_array_elements_text(${of}::jsonb)::uuid)`,
    sql`update azals.bank_line l set settles = l.settles || p.keys, version = l.version + 1
      from (select by, jsonb_agg(pending) as keys from jsonb_to_recordset(${json}::jsonb) as q (pending text, by text)
        group by by) p
      where l.tenant_id = ${tenantId} and l.key_hash = sha256(convert_to(p.by, 'UTF8'))
        and l.bank_account_id in (select jsonb_array_elements_text(${of}::jsonb)::uuid)`
  )
}
