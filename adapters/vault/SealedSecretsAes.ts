import { Effect, Layer, Option, Redacted } from "effect"
import { SealBroken, VaultClosed } from "../../domain/platform/secrets/model/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { Ids } from "../../domain/shared/Uuid.ts"
import { type SecretOwner, SealedSecrets, type Secrets } from "../../ports/platform/SealedSecrets.ts"
import { type SealedRow, SealedStore, type WrappedKey } from "../../ports/platform/SealedStore.ts"
import { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"
import { decrypt, drawKey, encrypt, type KeyBytes } from "./aesGcm.ts"
import type { MasterKeys } from "./masterKeys.ts"

/** `SealedSecrets` by AES-256-GCM. Without master keys every method answers `VaultClosed`. */
export const sealedSecretsLayer = (masters: MasterKeys | undefined) =>
  Layer.effect(
    SealedSecrets,
    Effect.gen(function* () {
      const store = yield* SealedStore
      const { write } = yield* UnitOfWork
      const { next } = yield* Ids
      const keys = makeTenantKeys(masters, store, next)

      const seal = Effect.fn("vault.seal")(function* (owner: SecretOwner, secrets: Secrets) {
        const { id: keyId, key } = yield* keys.current
        const rows = yield* Effect.forEach(Object.entries(secrets), ([name, secret]) =>
          Effect.map(sealOne(key, { ...owner, name, keyId }, secret), (sealed) => ({ keyId, name, sealed }))
        )
        yield* store.replace(owner, rows)
      })

      const openRow = Effect.fnUntraced(function* (row: SealedRow, known: ReadonlyArray<WrappedKey>) {
        const wrapped = known.find(({ id }) => id === row.keyId)
        if (wrapped === undefined) return yield* broken(row)
        return yield* openOne(yield* keys.unwrap(wrapped), row)
      })

      const open = Effect.fn("vault.open")(function* (owner: SecretOwner) {
        const known = yield* store.keys
        const rows = yield* store.rowsOf(owner)
        const opened = yield* Effect.forEach(rows, (row) =>
          Effect.map(openRow(row, known), (secret) => [row.name, secret] as const)
        )
        return Object.fromEntries(opened)
      })

      const rewrap = Effect.gen(function* () {
        const held = yield* store.holdKeys
        const stale = held.filter(({ masterKeyId }) => masterKeyId !== masters?.current)
        for (const old of stale) {
          yield* store.rewrapKey(yield* keys.wrap(old.id, yield* keys.unwrap(old)))
        }
        return stale.length
      })

      const renew = Effect.gen(function* () {
        const held = yield* store.holdKeys
        const key = yield* drawKey
        const made = yield* keys.wrap(yield* next, key)
        yield* store.renewKey(made)
        const rows = yield* store.allRows
        for (const row of rows) {
          const secret = yield* openRow(row, held)
          const moved = { ...row, keyId: made.id }
          yield* store.reseal({ ...moved, sealed: yield* sealOne(key, moved, secret) })
        }
        yield* store.dropKeysBut(made.id)
        return rows.length
      })

      return SealedSecrets.of({
        seal,
        forget: (owner) => store.replace(owner, []),
        open,
        rewrap: write(rewrap),
        renew: write(renew)
      })
    })
  )

type Place = Omit<SealedRow, "sealed">

const sealOne = (key: KeyBytes, place: Place, secret: Redacted.Redacted) =>
  Effect.flatMap(placeOf(place), (bound) =>
    encrypt(key, bound, new TextEncoder().encode(Redacted.value(secret)))
  )

const openOne = (key: KeyBytes, row: SealedRow) =>
  Effect.gen(function* () {
    const plain = yield* decrypt(key, yield* placeOf(row), row.sealed)
    return Redacted.make(new TextDecoder().decode(plain))
  }).pipe(Effect.catchTag("DoesNotOpen", () => broken(row)))

const broken = ({ id, kind, name }: Place) =>
  Effect.fail(new SealBroken({ ownerKind: kind, ownerId: id, name }))

/** What a sealed secret is bound to. */
const placeOf = ({ environment, id, keyId, kind, name }: Place) =>
  Effect.map(TenantScope, ({ tenantId }) => ["azals.sealed.1", tenantId, kind, id, environment, name, keyId])

/** The keys of the acting company: unwrapped for the moment, and never kept. */
const makeTenantKeys = (
  masters: MasterKeys | undefined,
  store: SealedStore["Service"],
  next: Effect.Effect<string>
) => {
  const master = (id: string | undefined) => {
    const key = id === undefined ? undefined : masters?.byId.get(id)
    return key === undefined ? Effect.fail(new VaultClosed({ masterKey: id ?? null })) : Effect.succeed(key)
  }

  const wrap = (id: string, key: KeyBytes) =>
    Effect.gen(function* () {
      const masterKeyId = masters?.current ?? ""
      const under = yield* master(masters?.current)
      const wrapped = yield* encrypt(under, yield* wrapPlace(id, masterKeyId), Redacted.value(key))
      return { id, masterKeyId, wrapped } satisfies WrappedKey
    })

  const unwrap = ({ id, masterKeyId, wrapped }: WrappedKey) =>
    Effect.gen(function* () {
      if (masters === undefined) return yield* new VaultClosed({ masterKey: null })
      const bytes = yield* decrypt(yield* master(masterKeyId), yield* wrapPlace(id, masterKeyId), wrapped)
      return Redacted.make(bytes)
    }).pipe(Effect.catchTag("DoesNotOpen", () => Effect.fail(new VaultClosed({ masterKey: masterKeyId }))))

  const current = Effect.gen(function* () {
    const known = yield* store.currentKey
    if (Option.isSome(known)) return { id: known.value.id, key: yield* unwrap(known.value) }
    yield* store.addKey(yield* wrap(yield* next, yield* drawKey))
    const first = yield* Effect.orDie(Effect.flatMap(store.currentKey, Effect.fromOption))
    return { id: first.id, key: yield* unwrap(first) }
  })

  return { wrap, unwrap, current }
}

/** What a wrapped key is bound to. */
const wrapPlace = (id: string, masterKeyId: string) =>
  Effect.map(TenantScope, ({ tenantId }) => ["azals.data-key.1", tenantId, id, masterKeyId])
