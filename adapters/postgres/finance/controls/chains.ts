import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ChainHead, type LinkRange } from "../../../../domain/finance/accounting/model/index.ts"
import type { ChainsWanted, LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"

type Part = Pick<LedgerControls["Service"], "heads" | "links">

/** What the journals say of their chains, and what the entries of ranges of them are. */
export const chainStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  heads: (wanted) =>
    statements((unit) => Effect.orDie(headRows(unit, wanted))).pipe(
      Effect.map((rows) => rows.map((row) => ({ ...row, first: 1, checks: "chain" as const })))
    ),
  links: (ranges) =>
    ranges.length === 0 ? Effect.succeed([]) : statements((unit) => Effect.orDie(linkRows(unit, ranges)))
})

const { checks: _checks, first: _first, ...headFields } = ChainHead.fields

/**
 * One statement, so one snapshot: posting moves a journal's count and its entries together. Chains are looked for
 * among the entries too, one step in the index for each: a journal whose count is gone still has its entries.
 */
const headRows = ({ sql, tenantId }: TenantStatements, { journal, until, year }: ChainsWanted) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct(headFields),
    execute: () => sql`
      with recursive found as (
        (select e.journal_id, e.fiscal_year_id from azals.journal_entry e where e.tenant_id = ${tenantId}
          order by e.journal_id, e.fiscal_year_id limit 1)
        union all
        select n.journal_id, n.fiscal_year_id from found f cross join lateral (
          select e.journal_id, e.fiscal_year_id from azals.journal_entry e where e.tenant_id = ${tenantId}
            and (e.journal_id, e.fiscal_year_id) > (f.journal_id, f.fiscal_year_id)
          order by e.journal_id, e.fiscal_year_id limit 1) n),
      chain as (
        select journal_id, fiscal_year_id from found
        union select s.journal_id, s.fiscal_year_id from azals.journal_sequence s where s.tenant_id = ${tenantId})
      select coalesce(j.code, c.journal_id::text) as journal, c.journal_id as "journalId",
        c.fiscal_year_id as "fiscalYearId", coalesce(s.last_number, 0) as "lastNumber",
        coalesce(encode(s.last_hash, 'hex'), '') as "lastHash", coalesce(l.number, 0) as "foundNumber"
      from chain c
      left join azals.journal_sequence s on s.tenant_id = ${tenantId} and s.journal_id = c.journal_id
        and s.fiscal_year_id = c.fiscal_year_id
      left join lateral (select e.number from azals.journal_entry e where e.tenant_id = ${tenantId}
        and e.journal_id = c.journal_id and e.fiscal_year_id = c.fiscal_year_id order by e.number desc limit 1) l on true
      left join azals.journal j on j.tenant_id = ${tenantId} and j.id = c.journal_id
      left join azals.fiscal_year y on y.tenant_id = ${tenantId} and y.id = c.fiscal_year_id
      where (${year ?? null}::uuid is null or c.fiscal_year_id = ${year ?? null}::uuid)
        and (${journal ?? null}::text is null or j.code = ${journal ?? null})
        and (${until ?? null}::date is null or y.starts <= ${until ?? null}::date)
      order by y.starts, j.code, c.journal_id`
  })(undefined)

const VerdictRow = Schema.Struct({
  entries: Schema.Int,
  missing: Schema.NullOr(Schema.Int),
  changed: Schema.NullOr(Schema.Int),
  lastHash: Schema.NullOr(Schema.String),
  lines: Schema.Int,
  unbalanced: Schema.Int,
  firstUnbalanced: Schema.NullOr(Schema.String)
})

/** Without a `previous` hash the stored one is taken; when there is none, the link before the range is missing. */
const linkRows = ({ sql, tenantId }: TenantStatements, ranges: ReadonlyArray<LinkRange>) => {
  const wanted = ranges.map(({ after, head, previous, to }, nth) => ({
    nth,
    journal: head.journalId,
    year: head.fiscalYearId,
    code: head.journal,
    after,
    to,
    previous,
    hashed: head.checks !== "balance",
    balanced: head.checks !== "chain"
  }))
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: VerdictRow,
    execute: () => sql`
      select coalesce(v.entries, 0) as entries, v."lastHash", v.changed, coalesce(v.lines, 0) as lines,
        coalesce(v.unbalanced, 0) as unbalanced, w.code || ' ' || v.first_unbalanced as "firstUnbalanced",
        case when w.hashed and p.hash is null and w."to" > w."after" then w."after"
          when v.gap is not null then v.gap when coalesce(v.last, w."after") < w."to" then coalesce(v.last, w."after") + 1
        end as missing
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (nth integer, journal uuid, year uuid, code text,
        "after" integer, "to" integer, previous text, hashed boolean, balanced boolean)
      cross join lateral (select coalesce(decode(w.previous, 'hex'), (select e.hash from azals.journal_entry e
        where e.tenant_id = ${tenantId} and e.journal_id = w.journal and e.fiscal_year_id = w.year
          and e.number = w."after")) as hash) p
      cross join lateral (
        select count(*)::int as entries, max(k.number) as last,
          encode((array_agg(k.hash order by k.number desc))[1], 'hex') as "lastHash",
          min(k.expected) filter (where k.number <> k.expected) as gap,
          min(k.number) filter (where not k.intact) as changed, sum(k.lines)::int as lines,
          count(*) filter (where k.difference <> 0)::int as unbalanced,
          (array_agg(k.number || ' ' || k.entry_date order by k.number) filter (where k.difference <> 0))[1]
            as first_unbalanced
        from (
          select e.number, e.hash, e.entry_date, lag(e.number, 1, w."after") over c + 1 as expected,
            case when w.hashed then coalesce(e.hash = sha256(coalesce(lag(e.hash) over c, p.hash)
              || convert_to(azals.entry_content(e), 'UTF8')), false) else true end as intact, b.lines, b.difference
          from azals.journal_entry e
          left join lateral (select count(*) as lines, coalesce(sum(l.debit - l.credit), 0) as difference
            from azals.journal_line l where l.tenant_id = ${tenantId} and l.entry_id = e.id) b on w.balanced
          where e.tenant_id = ${tenantId} and e.journal_id = w.journal and e.fiscal_year_id = w.year
            and e.number > w."after" and e.number <= w."to"
          window c as (order by e.number)) k) v
      order by w.nth`
  })(undefined)
}
