import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import {
  accountKey,
  BankAccount,
  BankAccountId,
  bankAccountOf,
  type FedAccount,
  type ParsedStatement
} from "../../../domain/finance/banking/model/index.ts"
import { NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import { ribText } from "../../../domain/shared/Rib.ts"
import type { Ids } from "../../../domain/shared/Uuid.ts"
import type { BankFeed } from "../../../ports/finance/BankFeed.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"

type Part = Pick<
  BankFeed["Service"],
  | "account"
  | "accounts"
  | "changeAccount"
  | "declareFeed"
  | "feedsOf"
  | "holdAccounts"
  | "knownAccounts"
  | "lastLine"
>

/** Bank accounts, and which one a statement is of: by IBAN (or the bank's own text) and currency. */
export const bankAccountStatements = (
  statements: TenantSql["Service"]["statements"],
  ids: Ids["Service"]
): Part => ({
  accounts: statements((unit) => Effect.orDie(rows(unit, unit.sql`true`))),

  account: (id) => statements((unit) => one(unit, id)),

  changeAccount: (id, version, { feed, journal, label, ledgerAccount }) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        yield* known(unit, "Account", sql`azals.account`, ledgerAccount)
        yield* known(unit, "Journal", sql`azals.journal`, journal)
        const changed = yield* sql`update azals.bank_account set version = version + 1,
            label = coalesce(${label ?? null}, label), journal_code = coalesce(${journal ?? null}, journal_code),
            ledger_account = coalesce(${ledgerAccount ?? null}, ledger_account),
            feed = coalesce(${feed?.source ?? null}, feed),
            feed_since = coalesce(${feed?.since ?? null}::date, feed_since)
          where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
        const current = yield* one(unit, id)
        if (changed.length > 0) {
          if (feed?.source === "institution") yield* readAgain(unit, id)
          return current
        }
        return yield* new VersionConflict({ entity: "BankAccount", id, current: current.version })
      })
    ),

  holdAccounts: (parsed) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        const named = yield* Effect.forEach(parsed, (statement) =>
          Effect.map(ids.next, (id) => ({ id, ...columnsOf(statement) }))
        )
        yield* sql`insert into azals.bank_account (tenant_id, id, key, iban, rib, currency, label)
          select distinct on (n.key, n.currency) ${tenantId}, n.id, n.key, n.iban, n.rib, n.currency, n.label
          from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
            as n (id uuid, key text, iban text, rib text, currency text, label text)
          on conflict (tenant_id, key, currency) do nothing`
        return yield* held(unit, parsed, sql`order by id for update`)
      })
    ).pipe(Effect.orDie),

  knownAccounts: (parsed) =>
    statements((unit) => held(unit, parsed, unit.sql`order by id`)).pipe(Effect.orDie),

  declareFeed: (accounts, source) =>
    statements((unit) =>
      Effect.andThen(
        unit.sql`update azals.bank_account set feed = ${source}
          where tenant_id = ${unit.tenantId} and feed is null and ${among(unit, accounts)}`,
        feeds(unit, accounts)
      )
    ).pipe(Effect.orDie),

  feedsOf: (accounts) => statements((unit) => feeds(unit, accounts)).pipe(Effect.orDie),

  lastLine: (id) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findOne({
        Request: Schema.Void,
        Result: Schema.Struct({ day: Schema.NullOr(LocalDate) }),
        execute: () => sql`select max(booking_date)::text as day from azals.bank_line
          where tenant_id = ${tenantId} and bank_account_id = ${id}`
      })(undefined)
    ).pipe(
      Effect.orDie,
      Effect.map(({ day }) => day)
    )
})

/** What the institution has said before is read once more, since no line was made of it. */
const readAgain = ({ sql, tenantId }: TenantStatements, id: BankAccountId) =>
  sql`update azals.provider_account set read_until = null
    where tenant_id = ${tenantId} and bank_account_id = ${id}`

const among = ({ sql }: TenantStatements, accounts: ReadonlyArray<BankAccountId>) =>
  sql`id in (select jsonb_array_elements_text(${JSON.stringify(accounts)}::jsonb)::uuid)`

const FedRow = Schema.Struct({
  id: BankAccountId,
  label: Schema.String,
  feed: BankAccount.fields.feed
})

const feedColumn = (sql: TenantStatements["sql"]) =>
  sql`case when feed is not null then jsonb_build_object('source', feed, 'since', feed_since) end as feed`

const feeds = (
  unit: TenantStatements,
  accounts: ReadonlyArray<BankAccountId>
): Effect.Effect<ReadonlyArray<FedAccount>, unknown> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: FedRow,
    execute: () => unit.sql`select id, label, ${feedColumn(unit.sql)} from azals.bank_account
      where tenant_id = ${unit.tenantId} and ${among(unit, accounts)}`
  })(undefined)

const columnsOf = ({ account, currency }: ParsedStatement) => ({
  key: accountKey(account).slice(0, 64),
  iban: account.iban,
  rib: account.rib === null ? null : ribText(account.rib),
  currency,
  label: account.iban ?? account.other?.slice(0, 100) ?? accountKey(account).slice(0, 64)
})

const HeldRow = Schema.Struct({ id: BankAccountId, name: Schema.String })

const held = (
  { sql, tenantId }: TenantStatements,
  parsed: ReadonlyArray<ParsedStatement>,
  rest: Statement.Fragment
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: HeldRow,
    execute:
      () => sql`select id, key || ' ' || currency as name from azals.bank_account where tenant_id = ${tenantId}
      and key || ' ' || currency in (select jsonb_array_elements_text(
        ${JSON.stringify(parsed.map(bankAccountOf))}::jsonb)) ${rest}`
  })(undefined).pipe(Effect.map((found) => new Map(found.map(({ id, name }) => [name, id]))))

const known = (
  { sql, tenantId }: TenantStatements,
  entity: string,
  table: Statement.Fragment,
  code: string | undefined
) =>
  code === undefined
    ? Effect.void
    : Effect.flatMap(sql`select from ${table} where tenant_id = ${tenantId} and code = ${code}`, (found) =>
        found.length > 0 ? Effect.void : Effect.fail(new NotFound({ entity, id: code }))
      )

const Row = Schema.Struct({
  id: BankAccountId,
  label: Schema.String,
  iban: Schema.NullOr(Schema.String),
  rib: Schema.NullOr(Schema.String),
  currency: CurrencyCode,
  ledgerAccount: Schema.NullOr(AccountCode),
  journal: Schema.NullOr(Schema.String),
  version: Schema.Int,
  feed: BankAccount.fields.feed,
  closingDate: Schema.NullOr(LocalDate),
  closing: Schema.NullOr(Schema.BigIntFromString),
  pending: Schema.BigIntFromString
})

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      select a.id, a.label, a.iban, a.rib, a.currency, a.ledger_account as "ledgerAccount", a.journal_code as journal,
        a.version, ${feedColumn(sql)}, s.closing_date::text as "closingDate", s.closing_minor::text as closing,
        (select coalesce(sum(l.minor), 0)::text from azals.bank_line l where l.tenant_id = a.tenant_id
          and l.bank_account_id = a.id and l.status = 'pending' and l.currency = a.currency) as pending
      from azals.bank_account a
      left join lateral (select * from azals.bank_statement q where q.tenant_id = a.tenant_id
        and q.bank_account_id = a.id and q.closing_currency = a.currency
        order by q.closing_date desc, q.id desc limit 1) s on true
      where a.tenant_id = ${tenantId} and ${condition} order by a.label, a.id`
  })(undefined).pipe(Effect.map((found) => found.map(toAccount)))

const toAccount = ({ closing, closingDate, pending, ...row }: typeof Row.Type): BankAccount => ({
  ...row,
  balance:
    closing === null || closingDate === null
      ? null
      : { date: closingDate, amount: money(closing, row.currency) },
  pending: money(pending, row.currency)
})

const one = (unit: TenantStatements, id: BankAccountId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`a.id = ${id}`)), ([account]) =>
    Option.match(Option.fromUndefinedOr(account), {
      onNone: () => Effect.fail(new NotFound({ entity: "BankAccount", id })),
      onSome: Effect.succeed
    })
  )
