import { assert, layer } from "@effect/vitest"
import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import {
  bankingOf,
  changeBankAccount,
  importStatements,
  previewStatements
} from "../../../domain/finance/banking/usecases/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { nextStatement } from "../../support/statements.ts"
import { bankConnection, bankWorld, sync } from "../../support/swan/bankWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

/** A statement of February 2026 with 25 lines, of this account. */
const february = (iban: string) =>
  new TextEncoder().encode(
    new TextDecoder()
      .decode(nextStatement)
      .replaceAll(/<IBAN>FR\w+<\/IBAN>(?=[\s\S]{0,400}<Ccy>)/g, `<IBAN>${iban}</IBAN>`)
  )

const linesNow = Effect.flatMap(BankFeed, ({ lines }) => lines({}, 100, Option.none()))

const main = Effect.gen(function* () {
  const { list } = yield* ProviderAccounts
  const account = (yield* list(10, Option.none())).find(({ name }) => name === "Compte principal")
  if (account?.iban === undefined || account.iban === null) return yield* Effect.die("no account")
  return { iban: account.iban, id: account.id }
})

const bankAccount = (iban: string) =>
  Effect.flatMap(BankFeed, ({ accounts }) =>
    Effect.flatMap(accounts, (all) => {
      const found = all.find((one) => one.iban === iban)
      return found === undefined ? Effect.die("no bank account") : Effect.succeed(found)
    })
  )

layer(bankWorld, { excludeTestServices: true, timeout: "60 seconds" })(
  "one feed for a bank account",
  (it) => {
    it.effect(
      "that its institution feeds refuses files, names the feed, and takes them from a declared day on",
      () =>
        Effect.gen(function* () {
          const { id } = yield* bankConnection
          yield* sync(id)
          const { iban } = yield* main
          const before = yield* linesNow
          for (const refused of [
            yield* Effect.flip(importStatements("releve", february(iban))),
            yield* Effect.flip(previewStatements(february(iban)))
          ]) {
            assert.deepInclude(refused, { _tag: "FedElsewhere", feed: "institution" })
          }
          assert.deepStrictEqual(yield* linesNow, before)
          const account = yield* bankAccount(iban)
          const last = before[0]?.bookingDate ?? LocalDate.make("2026-01-01")
          const late = { source: "files", since: last } as const
          const overlap = yield* Effect.flip(changeBankAccount(account.id, account.version, { feed: late }))
          assert.deepInclude(overlap, { _tag: "FeedOverlaps", lastLine: last })
          const feed = { source: "files", since: LocalDate.make("2099-01-01") } as const
          const changed = yield* changeBankAccount(account.id, account.version, { feed })
          assert.deepStrictEqual(changed.feed, feed)
          const { file } = yield* importStatements("releve", february(iban))
          assert.strictEqual(file.added, 0)
          assert.include(
            file.findings.map(({ rule }) => rule),
            "feed.before-since"
          )
          yield* sync(id)
          assert.lengthOf(yield* linesNow, before.length)
        }).pipe(forCompany)
    )

    it.effect("that files feed gets no line from its institution, until it is declared", () =>
      Effect.gen(function* () {
        const { id } = yield* bankConnection
        const connection = yield* openConnection(id, "asking")
        const found = yield* (yield* bankingOf(connection)).accounts(connection)
        const iban = found.find(({ name }) => name === "Compte principal")?.iban ?? ""
        yield* importStatements("releve", february(iban))
        const told = yield* sync(id)
        assert.lengthOf(yield* linesNow, 25)
        const account = yield* bankAccount(iban)
        assert.strictEqual(account.feed?.source, "files")
        assert.include(JSON.stringify(told), account.id)
        const feed = { source: "institution", since: LocalDate.make("2026-03-01") } as const
        yield* changeBankAccount(account.id, account.version, { feed })
        yield* sync(id)
        yield* sync(id)
        assert.lengthOf(yield* linesNow, 26)
      }).pipe(forCompany)
    )

    it.effect("opens with what its first balance and its lines say, and not with zero", () =>
      Effect.gen(function* () {
        const { statements } = yield* TenantSql
        const { keepBalance } = yield* ProviderAccounts
        const id = BankAccountId.make(uuidV7())
        yield* statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            yield* sql`insert into azals.bank_account (tenant_id, id, key, currency, label, feed)
            values (${tenantId}, ${id}, 'k', 'EUR', 'Compte', 'institution')`
            for (const [day, minor] of [
              ["2026-03-02", 700],
              ["2026-03-05", -200]
            ] as const) {
              yield* sql`insert into azals.bank_line (tenant_id, id, bank_account_id, key, key_hash, status, booking_date,
                minor, currency, label, reference_set, reversal, details)
              values (${tenantId}, ${uuidV7()}, ${id}, ${day}, sha256(convert_to(${day}, 'UTF8')), 'booked',
                ${day}::date, ${minor}, 'EUR', 'l', '{}', false, '[]')`
            }
          })
        )
        yield* keepBalance(id, LocalDate.make("2026-03-06"), 10_500n, "EUR")
        yield* keepBalance(id, LocalDate.make("2026-03-07"), 10_900n, "EUR")
        const kept = yield* statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Schema.Struct({
              day: Schema.NullOr(Schema.String),
              opening: Schema.NullOr(Schema.String)
            }),
            execute: () => sql`select opening_date::text as day, opening_minor::text as opening
            from azals.bank_statement where tenant_id = ${tenantId} and bank_account_id = ${id} order by id`
          })(undefined)
        )
        assert.deepStrictEqual(kept, [
          { day: "2026-03-02", opening: "10000" },
          { day: null, opening: null }
        ])
      }).pipe(forCompany)
    )
  }
)
