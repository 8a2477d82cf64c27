import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { sealedStoreLayer } from "../../../adapters/postgres/platform/SealedStoreSql.ts"
import { TenantSql, unitOfWorkLayer } from "../../../adapters/postgres/TenantSql.ts"
import { drawMasterKey, readMasterKeys } from "../../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { SealedSecrets } from "../../../ports/platform/SealedSecrets.ts"
import { freshTenant, tenantSqlLayer } from "../../support/tenants.ts"

const [first, second] = [drawMasterKey("2026-11"), drawMasterKey("2027-01")]

/** The vault of a service that was started with this AZALS_MASTER_KEY. */
const withVault =
  (masterKey: string | undefined) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const keys = yield* readMasterKeys(masterKey === undefined ? undefined : Redacted.make(masterKey))
      return yield* Effect.provide(work, sealedSecretsLayer(keys))
    })

const vault = Effect.flatMap(SealedSecrets, Effect.succeed)

const owner = () => ({ kind: "provider_connection", id: uuidV7(), environment: "sandbox" })

const secrets = { clientSecret: Redacted.make("p4ss-w0rd-éà"), other: Redacted.make("x") }

const plain = (opened: Readonly<Record<string, Redacted.Redacted>>) =>
  Object.fromEntries(Object.entries(opened).map(([name, secret]) => [name, Redacted.value(secret)]))

const tables = sealedStoreLayer.pipe(
  Layer.merge(unitOfWorkLayer),
  Layer.provideMerge(idsLayer),
  Layer.provideMerge(tenantSqlLayer)
)

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

/** Changes a stored row behind the vault's back. */
const tamper = (
  change: (sql: Parameters<Parameters<TenantSql["Service"]["statements"]>[0]>[0]) => Effect.Effect<unknown>
) => Effect.flatMap(TenantSql, ({ statements }) => statements((unit) => change(unit)))

layer(tables, { excludeTestServices: true, timeout: "60 seconds" })("sealed secrets", (it) => {
  it.effect("open where they were sealed, and say nothing when printed", () =>
    Effect.gen(function* () {
      const { open, seal } = yield* vault
      const mine = owner()
      yield* seal(mine, secrets)
      const opened = yield* open(mine)
      assert.deepStrictEqual(plain(opened), { clientSecret: "p4ss-w0rd-éà", other: "x" })
      assert.notInclude(JSON.stringify(opened), "p4ss")
      yield* seal(mine, { clientSecret: Redacted.make("new") })
      assert.deepStrictEqual(plain(yield* open(mine)), { clientSecret: "new" })
    }).pipe(withVault(first), forCompany)
  )

  it.effect("have another cipher text each time, and none of it in the audit", () =>
    Effect.gen(function* () {
      const { seal } = yield* vault
      const { statements } = yield* TenantSql
      const mine = owner()
      const sealed = statements(
        ({ sql, tenantId }) => sql`select encode(sealed, 'hex') as hex from azals.sealed_secret
          where tenant_id = ${tenantId} order by name`
      )
      yield* seal(mine, secrets)
      const before = yield* sealed
      yield* seal(mine, secrets)
      const after = yield* sealed
      assert.strictEqual(before.length, 2)
      assert.notDeepEqual(before, after)
      const audit = yield* statements(
        ({ sql, tenantId }) =>
          sql`select entity, coalesce(after, before)::text as row from azals.audit where tenant_id = ${tenantId}`
      )
      const told = JSON.stringify(audit)
      assert.include(told, "sealed_secret")
      for (const { hex } of [...before, ...after]) assert.notInclude(told, String(hex))
    }).pipe(withVault(first), forCompany)
  )

  it.effect("do not open in another row, environment, name or company, nor when a bit has changed", () =>
    Effect.gen(function* () {
      const { open, seal } = yield* vault
      const { statements } = yield* TenantSql
      const [mine, yours] = [owner(), owner()]
      const broken = (of: ReturnType<typeof owner>) =>
        Effect.map(Effect.flip(open(of)), ({ _tag }) => assert.strictEqual(_tag, "SealBroken"))
      const again = seal(mine, secrets)
      yield* again
      yield* tamper(({ sql }) => Effect.orDie(sql`update azals.sealed_secret set owner_id = ${yours.id}`))
      yield* broken(yours)
      yield* again
      yield* tamper(({ sql }) =>
        Effect.orDie(sql`update azals.sealed_secret set environment = 'live' where owner_id = ${mine.id}`)
      )
      yield* broken({ ...mine, environment: "live" })
      yield* again
      yield* tamper(({ sql }) =>
        Effect.orDie(sql`update azals.sealed_secret s set sealed = o.sealed from azals.sealed_secret o
          where s.owner_id = ${mine.id} and o.owner_id = ${mine.id} and s.environment = 'sandbox' and o.environment = 'sandbox' and s.name <> o.name`)
      )
      yield* broken(mine)
      yield* again
      yield* tamper(({ sql }) =>
        Effect.orDie(sql`update azals.sealed_secret set sealed = set_byte(sealed, 13, get_byte(sealed, 13) # 1)
          where owner_id = ${mine.id} and environment = 'sandbox'`)
      )
      yield* broken(mine)
      yield* again
      const rows = yield* statements(
        ({ sql, tenantId }) => sql`select k.id, k.master_key_id, k.wrapped, s.name, s.sealed
          from azals.sealed_secret s join azals.data_key k on k.tenant_id = s.tenant_id and k.id = s.data_key_id
          where s.tenant_id = ${tenantId} and s.owner_id = ${mine.id} and s.environment = 'sandbox'`
      )
      const stolen = Effect.gen(function* () {
        for (const { id, master_key_id: master, name, sealed, wrapped } of rows) {
          yield* tamper(({ sql, tenantId }) =>
            Effect.orDie(
              Effect.andThen(
                sql`insert into azals.data_key (tenant_id, id, master_key_id, wrapped)
                  values (${tenantId}, ${String(id)}, ${String(master)}, ${bytes(wrapped)}) on conflict do nothing`,
                sql`insert into azals.sealed_secret (tenant_id, id, owner_kind, owner_id, environment, name, data_key_id, sealed)
                  values (${tenantId}, ${uuidV7()}, 'provider_connection', ${mine.id}, 'sandbox', ${String(name)}, ${String(id)}, ${bytes(sealed)})`
              )
            )
          )
        }
        assert.strictEqual((yield* Effect.flip(open(mine)))._tag, "VaultClosed")
      })
      yield* stolen.pipe(forCompany)
    }).pipe(withVault(first), forCompany)
  )

  it.effect("of many that seal at the same time have one key", () =>
    Effect.gen(function* () {
      const { open, seal } = yield* vault
      const owners = Array.from({ length: 8 }, owner)
      yield* Effect.forEach(owners, (one) => seal(one, secrets), { concurrency: 8 })
      for (const one of owners) assert.deepStrictEqual(plain(yield* open(one)), plain(secrets))
    }).pipe(withVault(first), forCompany)
  )

  it.effect("survive a new master key, and the old one is then of no use", () =>
    Effect.gen(function* () {
      const mine = owner()
      yield* Effect.flatMap(vault, ({ seal }) => seal(mine, secrets)).pipe(withVault(first))
      const lost = yield* Effect.flip(Effect.flatMap(vault, ({ open }) => open(mine))).pipe(withVault(second))
      assert.deepInclude(lost, { _tag: "VaultClosed", masterKey: "2026-11" })
      const rewrapped = yield* Effect.flatMap(vault, ({ rewrap }) => rewrap).pipe(
        withVault(`${second},${first}`)
      )
      assert.strictEqual(rewrapped, 1)
      const opened = yield* Effect.flatMap(vault, ({ open }) => open(mine)).pipe(withVault(second))
      assert.deepStrictEqual(plain(opened), plain(secrets))
      const again = yield* Effect.flatMap(vault, ({ rewrap }) => rewrap).pipe(withVault(second))
      assert.strictEqual(again, 0)
    }).pipe(forCompany)
  )

  it.effect("survive a new key of the company, and the old one is destroyed", () =>
    Effect.gen(function* () {
      const { open, renew, seal } = yield* vault
      const { statements } = yield* TenantSql
      const keys = statements(
        ({ sql, tenantId }) => sql`select id from azals.data_key where tenant_id = ${tenantId}`
      )
      const mine = owner()
      yield* seal(mine, secrets)
      const before = yield* keys
      assert.strictEqual(yield* renew, 2)
      const after = yield* keys
      assert.strictEqual(after.length, 1)
      assert.notDeepEqual(before, after)
      assert.deepStrictEqual(plain(yield* open(mine)), plain(secrets))
    }).pipe(withVault(first), forCompany)
  )

  it.effect("cannot be made without a master key", () =>
    Effect.gen(function* () {
      const { seal } = yield* vault
      const refused = yield* Effect.flip(seal(owner(), secrets))
      assert.deepInclude(refused, { _tag: "VaultClosed", masterKey: null })
    }).pipe(withVault(undefined), forCompany)
  )

  it.effect.each(["2026-11", "2026-11:short", `${first},${first}`, `bad id:${first.slice(8)}`, `${first},`])(
    "want a master key as it must be written: %s",
    (text) =>
      Effect.gen(function* () {
        const { reason } = yield* Effect.flip(readMasterKeys(Redacted.make(text)))
        assert.include(reason.en, "AZALS_MASTER_KEY")
        assert.notInclude(reason.en, first.slice(8))
      })
  )
})

const bytes = (value: unknown) => (value instanceof Uint8Array ? value : assert.fail("no bytes"))
