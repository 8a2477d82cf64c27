import { Effect, Layer, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { BankAccountId, TransferState } from "../../../../domain/finance/banking/model/index.ts"
import type { BoundedAccount } from "../../../../domain/finance/treasury/model/index.ts"
import { VersionConflict } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { Sweeps } from "../../../../ports/finance/Sweeps.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const sweepsLayer = Layer.effect(
  Sweeps,
  Effect.map(TenantSql, ({ statements }) =>
    Sweeps.of({
      bounds: statements((unit) => bounds(unit, unit.sql`true order by bank_account_id`)),
      holdBounds: statements((unit) => bounds(unit, unit.sql`true order by bank_account_id for update`)),
      setBounds: (id, version, { maximum, minimum, target }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const most = maximum?.minor ?? null
            const saved =
              version === 0
                ? yield* sql`insert into azals.account_bounds (tenant_id, bank_account_id, currency, minimum, target,
                      maximum)
                    values (${tenantId}, ${id}, ${target.currency}, ${minimum.minor}, ${target.minor}, ${most})
                    on conflict (tenant_id, bank_account_id) do nothing returning bank_account_id`
                : yield* sql`update azals.account_bounds set currency = ${target.currency}, minimum = ${minimum.minor},
                      target = ${target.minor}, maximum = ${most}, version = version + 1
                    where tenant_id = ${tenantId} and bank_account_id = ${id} and version = ${version}
                    returning bank_account_id`
            const [current] = yield* bounds(unit, sql`bank_account_id = ${id}`)
            if (saved.length > 0 && current !== undefined) return current
            return yield* new VersionConflict({
              entity: "AccountBounds",
              id,
              current: current?.version ?? 0
            })
          })
        ),
      add: (id, { amount, fromBankAccountId, toBankAccountId }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.sweep (tenant_id, transfer_id, from_bank_account_id, to_bank_account_id,
              currency, amount)
            values (${tenantId}, ${id}, ${fromBankAccountId}, ${toBankAccountId}, ${amount.currency}, ${amount.minor})`)
        ),
      ordered: statements(ordered)
    })
  )
)

const BoundsRow = Schema.Struct({
  bankAccountId: BankAccountId,
  currency: CurrencyCode,
  minimum: Schema.BigInt,
  target: Schema.BigInt,
  maximum: Schema.NullOr(Schema.BigInt),
  version: Schema.Int
})

const bounds = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: BoundsRow,
    execute: () => sql`select bank_account_id as "bankAccountId", currency, minimum, target, maximum, version
      from azals.account_bounds where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ currency, maximum, minimum, target, ...row }): BoundedAccount => ({
        ...row,
        minimum: money(minimum, currency),
        target: money(target, currency),
        maximum: maximum === null ? null : money(maximum, currency)
      }))
    )
  )

const OrderedRow = Schema.Struct({
  fromBankAccountId: BankAccountId,
  toBankAccountId: BankAccountId,
  currency: CurrencyCode,
  amount: Schema.BigInt,
  state: TransferState,
  bookedOn: Schema.NullOr(LocalDate)
})

const ordered = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: OrderedRow,
    execute:
      () => sql`select s.from_bank_account_id as "fromBankAccountId", s.to_bank_account_id as "toBankAccountId",
        s.currency, s.amount, t.state, t.booked_on::text as "bookedOn"
      from azals.sweep s join azals.transfer t on t.tenant_id = ${tenantId} and t.id = s.transfer_id
      where s.tenant_id = ${tenantId} and s.ordered_at > now() - interval '30 days'
        and t.state not in ('rejected', 'cancelled', 'returned')
      order by s.ordered_at`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amount, currency, ...row }) => ({ ...row, amount: money(amount, currency) }))
    )
  )
