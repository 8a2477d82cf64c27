import { Effect } from "effect"
import type { ProvidedLine } from "../../../../domain/finance/banking/model/index.ts"
import type { Ids } from "../../../../domain/shared/Uuid.ts"
import type { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import type { TenantSql } from "../../TenantSql.ts"

type Part = Pick<ProviderAccounts["Service"], "keepBalance" | "keepLines">

/** Bank lines and balances that an institution's API brings: no file stands behind them. */
export const providedLineStatements = (
  statements: TenantSql["Service"]["statements"],
  ids: Ids["Service"]
): Part => ({
  keepLines: ({ bankAccountId, id }, lines, gone) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const rows = yield* Effect.forEach(lines, (line) =>
          Effect.map(ids.next, (lineId) => ({ id: lineId, ...columnsOf(line) }))
        )
        yield* sql`delete from azals.bank_line where tenant_id = ${tenantId} and status = 'pending'
          and bank_account_id = ${bankAccountId} and key_hash in (select sha256(convert_to(k, 'UTF8'))
            from jsonb_array_elements_text(${JSON.stringify(gone)}::jsonb) k)`
        yield* sql`insert into azals.bank_line (tenant_id, id, bank_account_id, key, key_hash, status, booking_date,
            value_date, minor, currency, label, reference, counterparty, reference_set, bank_code, bank_id, reversal,
            details)
          select ${tenantId}, l.id, ${bankAccountId}, l.key, sha256(convert_to(l.key, 'UTF8')), l.status, l.booking_date,
            l.value_date, l.minor, l.currency, l.label, l.reference, l.counterparty, l.reference_set, l.bank_code,
            l.bank_id, l.reversal, '[]'::jsonb
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (id uuid, key text, status text, booking_date date,
            value_date date, minor bigint, currency text, label text, reference text, counterparty jsonb,
            reference_set jsonb, bank_code text, bank_id text, reversal boolean)
          join azals.bank_account a on a.tenant_id = ${tenantId} and a.id = ${bankAccountId} and a.feed = 'institution'
            and l.booking_date >= coalesce(a.feed_since, '-infinity'::date)
          on conflict (tenant_id, bank_account_id, key_hash) do update set status = excluded.status,
            booking_date = excluded.booking_date, value_date = excluded.value_date, minor = excluded.minor,
            version = azals.bank_line.version + 1
            where azals.bank_line.status = 'pending'`
        yield* sql`update azals.provider_transaction t set bank_line_id = (select l.id from azals.bank_line l
            where l.tenant_id = ${tenantId} and l.bank_account_id = ${bankAccountId} and l.key_hash = sha256(convert_to(k.key, 'UTF8')))
          from jsonb_to_recordset(${JSON.stringify(rows.map(({ bank_id, key }) => ({ reference: bank_id, key })))}::jsonb)
            as k (reference text, key text)
          where t.tenant_id = ${tenantId} and t.provider_account_id = ${id} and t.reference = k.reference`
      })
    ),

  keepBalance: (bankAccountId, day, minor, currency) =>
    statements(({ sql, tenantId }) =>
      Effect.asVoid(sql`insert into azals.bank_statement (tenant_id, bank_account_id, opening_date, opening_minor,
          opening_currency, closing_date, closing_minor, closing_currency)
        select ${tenantId}, ${bankAccountId}, o.day, o.minor, case when o.day is not null then ${currency} end,
          ${day}::date, ${minor.toString()}::bigint, ${currency}
        from azals.bank_account a
        left join lateral (select coalesce(min(l.booking_date), ${day}::date) as day,
            ${minor.toString()}::bigint - coalesce(sum(l.minor), 0)::bigint as minor
          from azals.bank_line l where l.tenant_id = ${tenantId} and l.bank_account_id = ${bankAccountId}
            and l.status = 'booked' and l.currency = a.currency) o
          on not exists (select from azals.bank_statement f where f.tenant_id = ${tenantId}
            and f.bank_account_id = ${bankAccountId} and f.opening_date is not null)
        where a.tenant_id = ${tenantId} and a.id = ${bankAccountId} and a.feed = 'institution'
          and not exists (select from (select s.closing_date, s.closing_minor from azals.bank_statement s
            where s.tenant_id = ${tenantId} and s.bank_account_id = ${bankAccountId} and s.closing_date is not null
            order by s.closing_date desc, s.id desc limit 1) q
          where q.closing_date = ${day}::date and q.closing_minor = ${minor.toString()}::bigint)`)
    )
})

const columnsOf = (line: ProvidedLine) => ({
  key: line.key,
  status: line.status,
  booking_date: line.bookingDate,
  value_date: line.valueDate,
  minor: line.minor.toString(),
  currency: line.currency,
  label: line.label,
  reference: line.endToEnd,
  counterparty: { name: line.counterparty.name, iban: line.counterparty.iban, account: null },
  reference_set: {
    endToEnd: line.endToEnd,
    bank: line.reference,
    customer: null,
    mandate: line.mandate,
    ...(line.virtualIban === null ? {} : { virtualIban: line.virtualIban }),
    creditorId: null,
    transaction: line.reference,
    cheque: null,
    entry: null
  },
  bank_code: line.bankCode,
  bank_id: line.reference,
  reversal: line.reversal
})
