import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { EntryId } from "../../../domain/finance/accounting/model/index.ts"
import {
  BankAccountId,
  BankLine,
  BankLineId,
  BankLineState,
  IbanMapping
} from "../../../domain/finance/banking/model/index.ts"
import { NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import type { BankFeed } from "../../../ports/finance/BankFeed.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"
import { ibanMapping } from "./virtualIbans/ibanMapping.ts"

type Part = Pick<BankFeed["Service"], "follow" | "lines" | "line" | "mark">

/** The lines of the bank accounts, as a person or the books need them. */
export const bankLineStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  lines: ({ bankAccountId, from, state, status, to }, limit, after) =>
    statements((unit) => {
      const { sql } = unit
      const conditions = [
        sql`true`,
        ...(bankAccountId === undefined ? [] : [sql`l.bank_account_id = ${bankAccountId}`]),
        ...(state === undefined ? [] : [sql`l.state = ${state}`]),
        ...(status === undefined ? [] : [sql`l.status = ${status}`]),
        ...(from === undefined ? [] : [sql`l.booking_date >= ${from}::date`]),
        ...(to === undefined ? [] : [sql`l.booking_date <= ${to}::date`]),
        ...(Option.isNone(after)
          ? []
          : [sql`(l.booking_date, l.id) < (${after.value.date}::date, ${after.value.id}::uuid)`])
      ]
      return Effect.orDie(rows(unit, sql.and(conditions), limit))
    }),

  line: (id) => statements((unit) => one(unit, id)),

  mark: (id, version, state, entry) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        const changed =
          yield* sql`update azals.bank_line set state = ${state}, entry_id = ${entry}, version = version + 1
          where tenant_id = ${tenantId} and id = ${id} and version = ${version} and state <> 'posted' returning id`
        const current = yield* one(unit, id)
        if (changed.length > 0) return current
        return yield* new VersionConflict({ entity: "BankLine", id, current: current.version })
      })
    ),
  follow: (from, to) =>
    statements(({ sql, tenantId }) =>
      Effect.asVoid(sql`update azals.bank_line set state = 'posted', entry_id = ${to}, version = version + 1
        where tenant_id = ${tenantId} and entry_id = ${from}`)
    )
})

const Row = Schema.Struct({
  id: BankLineId,
  bankAccountId: BankAccountId,
  status: BankLine.fields.status,
  state: BankLineState,
  bookingDate: LocalDate,
  valueDate: Schema.NullOr(LocalDate),
  minor: Schema.BigIntFromString,
  currency: CurrencyCode,
  label: Schema.String,
  reference: Schema.NullOr(Schema.String),
  counterparty: BankLine.fields.counterparty,
  references: Schema.Record(Schema.String, Schema.NullOr(Schema.String)),
  virtualIban: Schema.NullOr(IbanMapping),
  bankCode: Schema.NullOr(Schema.String),
  reversal: Schema.Boolean,
  entryId: Schema.NullOr(EntryId),
  version: Schema.Int
})

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      select l.id, l.bank_account_id as "bankAccountId", l.status, l.state, l.booking_date::text as "bookingDate",
        l.value_date::text as "valueDate", l.minor::text as minor, l.currency, l.label, l.reference, l.counterparty,
        l.reference_set as references, l.bank_code as "bankCode", l.reversal, l.entry_id as "entryId", l.version,
        ${ibanMapping(sql)} as "virtualIban"
      from azals.bank_line l
      left join (azals.virtual_iban v join azals.provider_account p on p.tenant_id = v.tenant_id
          and p.connection_id = v.connection_id and p.id = v.provider_account_id)
        on v.tenant_id = l.tenant_id and v.reference = l.reference_set ->> 'virtualIban'
          and p.bank_account_id = l.bank_account_id
      where l.tenant_id = ${tenantId} and ${condition}
      order by l.booking_date desc, l.id desc limit ${limit}`
  })(undefined).pipe(Effect.map((found) => found.map(toLine)))

const toLine = ({ currency, minor, references, virtualIban, ...row }: typeof Row.Type): BankLine => ({
  ...row,
  ...(virtualIban === null ? {} : { virtualIban }),
  amount: money(minor, currency),
  references: Object.fromEntries(
    Object.entries(references).flatMap(([name, text]) => (text === null ? [] : [[name, text]]))
  )
})

const one = (unit: TenantStatements, id: BankLineId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`l.id = ${id}`, 1)), ([line]) =>
    line === undefined ? Effect.fail(new NotFound({ entity: "BankLine", id })) : Effect.succeed(line)
  )
