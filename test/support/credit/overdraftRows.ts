import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"

/**
 * A bank account with two statements, of January and of February 2026. It opens at zero; 5,000.00 leave it on 1 January by
 * value (booked on the 5th), and 5,000.00 more on 1 February.
 */
export const overdrawnAccount = Effect.gen(function* () {
  const id = yield* bankAccount("Compte courant")
  const january = { booked: "2026-01-05", value: "2026-01-01", minor: -500_000n }
  const february = { booked: "2026-02-01", value: null, minor: -500_000n }
  yield* statementOf(id, ["2025-12-31", 0n], ["2026-01-31", -500_000n], [january])
  yield* statementOf(id, ["2026-01-31", -500_000n], ["2026-02-28", -1_000_000n], [february])
  return id
})

const bankAccount = (label: string) =>
  Effect.flatMap(TenantSql, ({ statements }) => {
    const id = BankAccountId.make(uuidV7())
    return Effect.as(
      statements(
        ({ sql, tenantId }) => sql`insert into azals.bank_account (tenant_id, id, key, currency, label, feed)
          values (${tenantId}, ${id}, ${id}, 'EUR', ${label}, 'files')`
      ),
      id
    )
  })

interface Line {
  readonly booked: string
  readonly value: string | null
  readonly minor: bigint
}

/** A statement of the account, with its lines. */
export const statementOf = (
  account: BankAccountId,
  [openedOn, opening]: readonly [string, bigint],
  [closedOn, closing]: readonly [string, bigint],
  lines: ReadonlyArray<Line>
) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const file = uuidV7()
        yield* sql`insert into azals.statement_file
            (tenant_id, id, name, format, encoding, sha256, bytes, lines_added, lines_known, lines_settled, findings)
          values (${tenantId}, ${file}, 'releve', 'cfonb120', 'utf-8', sha256(${file}::text::bytea), ''::bytea, 1, 0, 0,
            '[]'::jsonb)`
        yield* sql`insert into azals.bank_statement (tenant_id, file_id, bank_account_id, opening_date, opening_minor,
            opening_currency, closing_date, closing_minor, closing_currency)
          values (${tenantId}, ${file}, ${account}, ${openedOn}::date, ${String(opening)}::bigint, 'EUR',
            ${closedOn}::date, ${String(closing)}::bigint, 'EUR')`
        for (const { booked, minor, value } of lines) {
          const key = uuidV7()
          yield* sql`insert into azals.bank_line (tenant_id, id, bank_account_id, file_id, key, key_hash, status,
              booking_date, value_date, minor, currency, label, reference_set, reversal, details)
            values (${tenantId}, ${uuidV7()}, ${account}, ${file}, ${key}, sha256(convert_to(${key}, 'UTF8')), 'booked',
              ${booked}::date, ${value}::date, ${String(minor)}::bigint, 'EUR', 'Mouvement', '{}'::jsonb, false,
              '[]'::jsonb)`
        }
      })
    )
  )

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** An overdraft of 5,000 euros from 1 January 2026, as JSON. */
export const overdraftWanted = (bankAccountId: string, part: object = {}) => ({
  bankAccountId,
  limit: eur("5000.00"),
  yearlyRate: "0.073",
  beyondRate: null,
  dayCount: "act_365",
  from: "2026-01-01",
  ...part
})

const created = (path: string, key: string, body: unknown) =>
  Effect.map(send("POST", path, key, body), ({ json, status, text }) => {
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })

/** On an account that was at zero for three months, so that nothing of it is to be posted. */
const overdraftId = ({ key, marker, scope }: SeededCompany) =>
  Effect.gen(function* () {
    const account = yield* bankAccount(marker)
    yield* statementOf(account, ["2025-12-31", 0n], ["2026-03-31", 0n], [])
    return yield* created("/v2/credit/overdrafts", key, overdraftWanted(account))
  }).pipe(Effect.provideService(TenantScope, scope))

/** How rows of overdrafts are made: see `seeds`. */
export const overdraftSeeds = {
  overdraftId,
  overdraftBookingId: (company: SeededCompany) =>
    Effect.flatMap(overdraftId(company), (id) =>
      created(`/v2/credit/overdrafts/${id}/bookings`, company.key, { month: "2026-01", charges: eur("0.00") })
    ),
  usuryThresholdId: ({ key, marker }: SeededCompany) =>
    created("/v2/credit/usury-thresholds", key, { quarter: "2026-Q1", rate: "0.1647", source: marker })
}
