import { DateTime, Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  BankLineId,
  IbanMapping,
  type ProviderAccountId,
  ProviderTransaction
} from "../../../../domain/finance/banking/model/index.ts"
import type { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"
import { ibanMapping } from "../virtualIbans/ibanMapping.ts"

type Part = Pick<ProviderAccounts["Service"], "comingFrom" | "keep" | "known" | "lineOf" | "transactions">

/** Movements as institutions say they are. */
export const providerTransactionStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  known: (id, references) =>
    statements((unit) =>
      rows(
        unit,
        id,
        unit.sql`t.reference in (select jsonb_array_elements_text(${JSON.stringify(references)}::jsonb))`
      )
    ).pipe(Effect.orDie),

  comingFrom: (id, references) =>
    statements((unit) =>
      rows(
        unit,
        id,
        unit.sql`t.content ? 'card' and t.content ->> 'originReference' in
          (select jsonb_array_elements_text(${JSON.stringify(references)}::jsonb))`
      )
    ).pipe(Effect.orDie),

  keep: (id, transactions, readUntil) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const stored = yield* Effect.forEach(transactions, ({ accountReference: _, ...transaction }) =>
          Effect.map(Schema.encodeEffect(Stored)(transaction), (content) => ({
            reference: transaction.reference,
            updated_at: DateTime.formatIso(transaction.updatedAt),
            content
          }))
        )
        yield* sql`insert into azals.provider_transaction
            (tenant_id, provider_account_id, reference, content, updated_at)
          select ${tenantId}, ${id}, t.reference, t.content, t.updated_at
          from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb)
            as t (reference text, content jsonb, updated_at timestamptz)
          on conflict (tenant_id, provider_account_id, reference)
            do update set content = excluded.content, updated_at = excluded.updated_at`
        if (readUntil === null) return
        yield* sql`update azals.provider_account
          set read_until = greatest(read_until, ${DateTime.formatIso(readUntil)}::timestamptz)
          where tenant_id = ${tenantId} and id = ${id}`
      })
    ).pipe(Effect.orDie),

  transactions: (id, limit, after) =>
    statements((unit) => {
      const last = Option.getOrUndefined(after)
      const before =
        last === undefined
          ? unit.sql`true`
          : unit.sql`(t.updated_at, t.reference) < (${DateTime.formatIso(last.updatedAt)}::timestamptz, ${last.reference})`
      return rows(unit, id, unit.sql`${before} order by t.updated_at desc, t.reference desc limit ${limit}`)
    }).pipe(Effect.orDie),

  lineOf: (connectionId, reference) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findOneOption({
        Request: Schema.Void,
        Result: Schema.Struct({ id: Schema.NullOr(BankLineId) }),
        execute: () => sql`select t.bank_line_id as id from azals.provider_transaction t
          join azals.provider_account a on a.tenant_id = t.tenant_id and a.id = t.provider_account_id
          where t.tenant_id = ${tenantId} and a.connection_id = ${connectionId} and t.reference = ${reference}
            and t.bank_line_id is not null`
      })(undefined)
    ).pipe(Effect.orDie, Effect.map(Option.flatMap(({ id }) => Option.fromNullishOr(id))))
})

const { bankLineId: _, virtualIban: __, ...said } = ProviderTransaction.fields

const Stored = Schema.toCodecJson(Schema.Struct(said))

const Row = Schema.Struct({
  content: Stored,
  bankLineId: Schema.NullOr(BankLineId),
  virtualIban: Schema.NullOr(IbanMapping)
})

const rows = ({ sql, tenantId }: TenantStatements, id: ProviderAccountId, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select t.content, t.bank_line_id as "bankLineId", ${ibanMapping(sql)} as "virtualIban"
      from azals.provider_transaction t
      join azals.provider_account a on a.tenant_id = t.tenant_id and a.id = t.provider_account_id
      left join azals.virtual_iban v on v.tenant_id = t.tenant_id and v.connection_id = a.connection_id
        and v.reference = t.content ->> 'virtualIbanReference'
      where t.tenant_id = ${tenantId} and t.provider_account_id = ${id} and ${rest}`
  })(undefined).pipe(
    Effect.map((found) =>
      found.map(({ bankLineId, content, virtualIban }): ProviderTransaction => ({
        ...content,
        ...(virtualIban === null ? {} : { virtualIban }),
        bankLineId
      }))
    )
  )
