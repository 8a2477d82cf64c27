import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  converted,
  ForwardContract,
  type ForwardContractId
} from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { ForwardContracts } from "../../../../ports/finance/ForwardContracts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const forwardContractsLayer = Layer.effect(
  ForwardContracts,
  Effect.map(TenantSql, ({ statements }) =>
    ForwardContracts.of({
      add: (id, { against, agreedOn, amount, bank, bankAccountId, from, rate, side, source, to }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.forward_contract (tenant_id, id, side, amount, currency, against, rate,
              agreed_on, source, from_day, to_day, bank, bank_account_id)
            values (${tenantId}, ${id}, ${side}, ${amount.minor}, ${amount.currency}, ${against}, ${rate},
              ${agreedOn}::date, ${source}, ${from}::date, ${to}::date, ${bank}, ${bankAccountId})`)
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.forward_contract where tenant_id = ${unit.tenantId} and id = ${id}
              for update`,
            found(unit, id)
          )
        ),
      list: ({ after, limit, state }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(state)]
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
              order by id desc limit ${limit}`
          )
        }),
      close: (id, how, on) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.forward_contract set state = ${how}, closed_on = ${on}::date,
              version = version + 1
            where tenant_id = ${tenantId} and id = ${id} and state = 'open'`)
        )
    })
  )
)

const { counterAmount: _counterAmount, ...kept } = ForwardContract.fields

const Row = Schema.Struct({
  ...kept,
  amount: Schema.BigInt,
  currency: CurrencyCode,
  closedOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, side, amount, currency, against, rate, agreed_on::text as "agreedOn", source,
        from_day::text as "from", to_day::text as "to", bank, bank_account_id as "bankAccountId", state,
        closed_on::text as "closedOn", created_at as "createdAt", version
      from azals.forward_contract where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) => all.map(contractOf))
  )

const contractOf = ({ amount: minor, currency, ...row }: typeof Row.Type): ForwardContract => {
  const amount = money(minor, currency)
  return { ...row, amount, counterAmount: converted(amount, row.rate, row.against) }
}

const found = (unit: TenantStatements, id: ForwardContractId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([contract]) =>
    contract === undefined
      ? Effect.fail(new NotFound({ entity: "ForwardContract", id }))
      : Effect.succeed(contract)
  )
