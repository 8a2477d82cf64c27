import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { AccountCode, LineId } from "../../../../domain/finance/accounting/model/index.ts"
import { DueItemId, LineNotPayable, type Payable } from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"
import type { PayablesWanted } from "../../../../ports/finance/DueItems.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** Open supplier lines of the books: credits on 401 accounts that no lettering settles whole, carried ones aside. */
export const payables = (unit: TenantStatements, { after, dueUntil, limit }: PayablesWanted) => {
  const [last, until] = [Option.getOrNull(after), Option.getOrNull(dueUntil)]
  return Effect.map(
    lines(
      unit,
      unit.sql`${supplierCredit(unit)} and ${openOfLine(unit)} > 0 and (${last}::uuid is null or l.id > ${last}::uuid)
        and (${until}::date is null or coalesce(l.due_date, l.entry_date) <= ${until}::date)
        order by l.id limit ${limit}`
    ),
    (found) => found.map(toPayable)
  )
}

/** One of them that a SEPA transfer can pay: in euros, as a document and in the books. */
export const payable = (unit: TenantStatements, id: LineId) =>
  Effect.gen(function* () {
    const [line] = yield* lines(unit, unit.sql`l.id = ${id}`)
    if (line === undefined) return yield* new NotFound({ entity: "JournalLine", id })
    const euros = line.currency === EUR && (line.foreign === null || line.foreign === EUR)
    if (!line.supplier || !euros || line.open <= 0n) return yield* new LineNotPayable({ lineId: id })
    return toPayable(line)
  })

/** What is open of a line `l`: its amount less what letterings that stand have taken. */
export const openOfLine = ({ sql }: TenantStatements) =>
  sql`(l.debit + l.credit - coalesce((select sum(q.amount) from azals.lettered_part q
      join azals.lettering g on g.tenant_id = q.tenant_id and g.id = q.lettering_id
      where q.tenant_id = l.tenant_id and q.line_id = l.id and g.state <> 'cancelled'), 0))`

const supplierCredit = ({ sql, tenantId }: TenantStatements) =>
  sql`(starts_with(l.account_code, '401') and l.credit > 0 and not exists (select from azals.carry_forward c
      where c.tenant_id = ${tenantId} and c.entry_id = l.entry_id))`

const Row = Schema.Struct({
  lineId: LineId,
  account: AccountCode,
  partyCode: Schema.NullOr(Schema.String),
  partyLabel: Schema.NullOr(Schema.String),
  open: Schema.BigIntFromString,
  currency: CurrencyCode,
  foreign: Schema.NullOr(CurrencyCode),
  supplier: Schema.Boolean,
  dueDate: LocalDate,
  documentRef: Schema.NullOr(Schema.String),
  label: Schema.String,
  dueItemId: Schema.NullOr(DueItemId)
})

const lines = (unit: TenantStatements, rest: Statement.Fragment) => {
  const { sql, tenantId } = unit
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select l.id as "lineId", l.account_code as account, l.party_code as "partyCode",
        l.party_label as "partyLabel", ${openOfLine(unit)}::text as open, t.currency,
        l.foreign_currency as foreign, ${supplierCredit(unit)} as supplier,
        coalesce(l.due_date, l.entry_date)::text as "dueDate", e.document_ref as "documentRef", l.label,
        (select d.id from azals.due_item d where d.tenant_id = ${tenantId} and d.line_id = l.id
          and not d.cancelled) as "dueItemId"
      from azals.journal_line l
      join azals.journal_entry e on e.tenant_id = ${tenantId} and e.id = l.entry_id
      join azals.tenant t on t.tenant_id = ${tenantId}
      where l.tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)
}

const toPayable = ({
  currency,
  foreign: _foreign,
  open,
  partyCode,
  partyLabel,
  supplier: _supplier,
  ...row
}: typeof Row.Type): Payable => ({
  ...row,
  party: partyCode === null ? null : { code: partyCode, label: partyLabel ?? partyCode },
  open: money(open, currency)
})
