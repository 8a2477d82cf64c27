import { PgConnection } from "@effect/sql-pg"
import { assert, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { faults } from "../../support/catalogue.ts"
import { adminUrl } from "../../support/database.ts"

type Rule = keyof typeof faults

const rules = Object.entries(faults).map(([rule, query]) => ({ rule, query }))

const admin = Effect.suspend(() => PgConnection.make({ url: Redacted.make(adminUrl()) }))

const broken = (session: PgConnection.PgConnection, query: string) =>
  Effect.map(session.query(query), ({ rows }) => rows.map(({ what }) => String(what)).toSorted())

/** What each planted object breaks: made in a transaction that is rolled back. */
const planted: ReadonlyArray<{ readonly sql: string; readonly breaks: ReadonlyArray<Rule> }> = [
  {
    sql: "create table azals.bad (id uuid primary key, owner_id uuid unique references azals.bad (id))",
    breaks: [
      "a tenant table has tenant_id, never null",
      "a primary key starts with tenant_id",
      "a unique constraint or index starts with tenant_id",
      "a foreign key starts with tenant_id on both sides",
      "row-level security is on and forced",
      "there is one policy, for all commands and all roles, with the canonical expression on both sides"
    ]
  },
  {
    sql: "create table azals.bad (tenant_id uuid, id uuid, primary key (id, tenant_id))",
    breaks: ["a primary key starts with tenant_id"]
  },
  {
    sql: "create unique index bad on azals.member (id)",
    breaks: ["a unique constraint or index starts with tenant_id"]
  },
  {
    sql: "alter table azals.member no force row level security",
    breaks: ["row-level security is on and forced"]
  },
  {
    sql: "create policy bad on azals.member using (true)",
    breaks: [
      "there is one policy, for all commands and all roles, with the canonical expression on both sides"
    ]
  },
  {
    sql: "alter policy tenant_isolation on azals.member with check (true)",
    breaks: [
      "there is one policy, for all commands and all roles, with the canonical expression on both sides"
    ]
  },
  {
    sql: "grant select on azals.member to public",
    breaks: ["PUBLIC has no right on a table, view or sequence"]
  },
  {
    sql: "grant truncate on azals.member to azals_app",
    breaks: ["azals_app owns nothing, and may neither truncate nor reference nor add triggers"]
  },
  {
    sql: "create function azals.bad() returns int language sql security definer return 1",
    breaks: [
      "a security-definer function fixes its search path, with pg_temp last",
      "PUBLIC executes no function"
    ]
  },
  {
    sql: "grant usage on schema engine to azals_app",
    breaks: ["azals_app has no right in the schema engine"]
  },
  {
    sql: "grant select on engine.api_key_owner to azals_app",
    breaks: ["azals_app has no right in the schema engine"]
  },
  {
    sql: "create view azals.bad as select * from azals.member",
    breaks: ["a view runs with the rights of its reader"]
  },
  { sql: "alter role azals_app bypassrls", breaks: ["no role of ours is powerful"] },
  {
    sql: "grant azals_owner to azals_login",
    breaks: ["the login inherits nothing by default, owns nothing, and cannot become the owner"]
  },
  {
    sql: "grant azals_app to azals_login with inherit true",
    breaks: ["the login inherits nothing by default, owns nothing, and cannot become the owner"]
  }
]

it.effect.each(rules)("$rule", ({ query }) =>
  Effect.gen(function* () {
    assert.deepStrictEqual(yield* broken(yield* admin, query), [])
  }).pipe(Effect.scoped)
)

it.effect.each(planted)("a planted fault is named: $sql", ({ breaks, sql }) =>
  Effect.gen(function* () {
    const session = yield* admin
    yield* session.query("begin")
    yield* Effect.addFinalizer(() => Effect.ignore(session.query("rollback")))
    yield* session.query(sql)
    for (const rule of breaks) {
      assert.isNotEmpty(yield* broken(session, faults[rule]), rule)
    }
  }).pipe(Effect.scoped)
)

it.effect("there are tables to look at", () =>
  Effect.gen(function* () {
    const { rows } = yield* (yield* admin).query(
      "select count(*)::int as n from pg_class where relnamespace = 'azals'::regnamespace and relkind = 'r'"
    )
    assert.isAtLeast(Number(rows[0]?.["n"]), 8)
  }).pipe(Effect.scoped)
)
