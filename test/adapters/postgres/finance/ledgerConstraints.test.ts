import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import { TenantSql, type TenantStatements } from "../../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { companyWithBooks, saleOf, send, textAt } from "../../../support/books.ts"
import { nodeHost } from "../../../support/hosts.ts"
import { tenantSqlLayer } from "../../../support/tenants.ts"

interface Line {
  readonly account: string
  readonly debit?: number
  readonly credit?: number
  readonly foreign_currency?: string
  readonly foreign_amount?: number
}

/** Books with one posted sale, and the means to write to them without the domain, as the service's own role. */
const books = Effect.gen(function* () {
  const { key, scope, year } = yield* companyWithBooks
  const { statements } = yield* TenantSql
  const sale = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-15", "F1"))
  assert.strictEqual(sale.status, 201, sale.text)
  const refusal = (work: (unit: TenantStatements) => Effect.Effect<unknown, unknown>) =>
    statements(work).pipe(
      Effect.provideService(TenantScope, scope),
      Effect.sandbox,
      Effect.flip,
      Effect.map((cause) => JSON.stringify(cause, (_, value: unknown) => spelt(value)))
    )
  const post = (lines: ReadonlyArray<Line>) => (unit: TenantStatements) =>
    unit.sql`select number from azals.post_entry(${uuidV7()}, (select id from azals.journal where code = 'OD'), ${year},
      '2026-01-31'::date, 'X', null, null::date, null, null::date, null::uuid, ${JSON.stringify(
        lines.map((line, at) => ({
          id: uuidV7(),
          position: at + 1,
          label: "X",
          debit: 0,
          credit: 0,
          ...line
        }))
      )}::jsonb)`
  return { post, refusal, entryId: textAt(sale.json, "id") }
})

/** Errors keep what they say in properties that JSON leaves out. */
const spelt = (value: unknown) =>
  value instanceof Error ? { ...value, message: value.message, cause: value.cause } : value

layer(Layer.merge(nodeHost, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
  "the database itself",
  (it) => {
    it.effect("refuses an entry that does not balance, has one line or none, whatever wrote it", () =>
      Effect.gen(function* () {
        const { entryId, post, refusal } = yield* books
        const apart = [
          { account: "411", debit: 120 },
          { account: "706", credit: 119 }
        ]
        assert.include(yield* refusal(post(apart)), "does not balance: 2 lines, difference 1")
        assert.include(yield* refusal(post([])), "has no lines")
        const late = ({ sql, tenantId }: TenantStatements) => sql`insert into azals.journal_line
          (tenant_id, entry_id, position, entry_date, account_code, label, debit, credit)
          values (${tenantId}, ${entryId}, 99, '2026-01-15', '411', 'X', 5, 0)`
        assert.include(yield* refusal(late), "does not balance: 4 lines, difference 5")
        const both = [
          { account: "411", debit: 5, credit: 5 },
          { account: "706", debit: 0, credit: 0 }
        ]
        assert.include(yield* refusal(post(both)), "journal_line_check")
      })
    )

    it.effect("lets nobody change or delete what is posted", () =>
      Effect.gen(function* () {
        const { refusal } = yield* books
        for (const table of ["journal_entry", "journal_line"]) {
          for (const statement of [`update azals.${table} set label = 'X'`, `delete from azals.${table}`]) {
            assert.include(yield* refusal(({ sql }) => sql.unsafe(statement)), "permission denied", statement)
          }
        }
      })
    )

    it.effect(
      "refuses half a currency pair, an amount that is not above zero, and the books' own currency",
      () =>
        Effect.gen(function* () {
          const { post, refusal } = yield* books
          const pair = (half: Partial<Line>) =>
            refusal(
              post([
                { account: "411", debit: 5, ...half },
                { account: "706", credit: 5 }
              ])
            )
          assert.include(yield* pair({ foreign_currency: "USD" }), "journal_line_check")
          assert.include(yield* pair({ foreign_amount: 5 }), "journal_line_check")
          for (const foreign_amount of [0, -5]) {
            assert.include(
              yield* pair({ foreign_currency: "USD", foreign_amount }),
              "foreign_amount_is_positive"
            )
          }
          assert.include(
            yield* pair({ foreign_currency: "usd", foreign_amount: 5 }),
            "foreign_currency_is_a_code"
          )
          assert.include(yield* pair({ foreign_currency: "EUR", foreign_amount: 5 }), "the books' own")
        })
    )
  }
)
