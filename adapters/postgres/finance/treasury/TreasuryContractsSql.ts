import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { LoanTerms } from "../../../../domain/finance/financing/model/index.ts"
import { TreasuryContract, type TreasuryContractId } from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { TreasuryContracts } from "../../../../ports/finance/TreasuryContracts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const treasuryContractsLayer = Layer.effect(
  TreasuryContracts,
  Effect.map(TenantSql, ({ statements }) =>
    TreasuryContracts.of({
      add: ({ bankAccountId, counterparty, id, kind, label, terms }) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const agreed = JSON.stringify(yield* Effect.orDie(encode(terms)))
            yield* sql`insert into azals.treasury_contract (tenant_id, id, kind, label, counterparty, bank_account_id,
                terms)
              values (${tenantId}, ${id}, ${kind}, ${label}, ${counterparty}, ${bankAccountId}, ${agreed}::jsonb)`
          })
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.treasury_contract where tenant_id = ${unit.tenantId} and id = ${id}
              for update`,
            found(unit, id)
          )
        ),
      list: ({ after, kind, limit }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(kind)]
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or kind = ${only})
              order by id desc limit ${limit}`
          )
        }),
      end: (id, on) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.treasury_contract set ended_on = ${on}::date, version = version + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        )
    })
  )
)

const encode = Schema.encodeEffect(Schema.toCodecJson(LoanTerms))

const Row = Schema.Struct({
  ...TreasuryContract.fields,
  endedOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, kind, label, counterparty, bank_account_id as "bankAccountId", terms,
        ended_on::text as "endedOn", created_at as "createdAt", version
      from azals.treasury_contract where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

const found = (unit: TenantStatements, id: TreasuryContractId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([contract]) =>
    contract === undefined
      ? Effect.fail(new NotFound({ entity: "TreasuryContract", id }))
      : Effect.succeed(contract)
  )
