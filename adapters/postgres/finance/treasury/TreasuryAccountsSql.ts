import { Effect, Layer, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import type { BankAccountId } from "../../../../domain/finance/banking/model/index.ts"
import { TreasuryAccount } from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { TreasuryAccounts } from "../../../../ports/finance/TreasuryAccounts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const treasuryAccountsLayer = Layer.effect(
  TreasuryAccounts,
  Effect.map(TenantSql, ({ statements }) =>
    TreasuryAccounts.of({
      list: statements((unit) => rows(unit, unit.sql`true order by bank_account_id`)),
      find: (id) => statements((unit) => found(unit, id)),
      set: (id, version, settings) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const { batchBooking, bic, cutOff, debtorName, transferFormat } = settings
            const saved =
              version === 0
                ? yield* sql`insert into azals.treasury_account (tenant_id, bank_account_id, debtor_name, bic,
                      transfer_format, batch_booking, cut_off)
                    values (${tenantId}, ${id}, ${debtorName}, ${bic}, ${transferFormat}, ${batchBooking}, ${cutOff})
                    on conflict (tenant_id, bank_account_id) do nothing returning bank_account_id`
                : yield* sql`update azals.treasury_account set debtor_name = ${debtorName}, bic = ${bic},
                      transfer_format = ${transferFormat}, batch_booking = ${batchBooking}, cut_off = ${cutOff},
                      version = version + 1
                    where tenant_id = ${tenantId} and bank_account_id = ${id} and version = ${version}
                    returning bank_account_id`
            const [current] = yield* rows(unit, sql`bank_account_id = ${id}`)
            if (saved.length > 0 && current !== undefined) return current
            return yield* new VersionConflict({
              entity: "TreasuryAccount",
              id,
              current: current?.version ?? 0
            })
          })
        )
    })
  )
)

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: TreasuryAccount,
    execute: () => sql`select bank_account_id as "bankAccountId", debtor_name as "debtorName", bic,
        transfer_format as "transferFormat", batch_booking as "batchBooking", cut_off as "cutOff", version
      from azals.treasury_account where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

const found = (unit: TenantStatements, id: BankAccountId) =>
  Effect.flatMap(rows(unit, unit.sql`bank_account_id = ${id}`), ([account]) =>
    account === undefined
      ? Effect.fail(new NotFound({ entity: "TreasuryAccount", id }))
      : Effect.succeed(account)
  )
