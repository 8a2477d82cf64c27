import { Effect, Layer } from "effect"
import { drawMasterKey, readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import type { VaultClosed } from "../../domain/platform/secrets/model/index.ts"
import { listTenants } from "../../domain/platform/tenancy/usecases/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"
import { SealedSecrets } from "../../ports/platform/SealedSecrets.ts"
import { Impossible } from "./CommandFailure.ts"
import { machineMasterKey } from "./masterKey.ts"
import { knownTenant, operatingOn, withOperatedDatabase } from "./operator.ts"
import { writeJson } from "./writeJson.ts"

/** Draws a master key and prints it. */
export const drawNewKey = (id: string) =>
  /^[A-Za-z0-9._-]{1,40}$/.test(id)
    ? Effect.suspend(() => writeJson({ masterKey: drawMasterKey(id) }))
    : Effect.fail(new Impossible({ reason: wrongId }))

/** Wraps the keys of every company under the current master key; prints how many were under another. */
export const rewrapAll = Effect.suspend(() =>
  Effect.gen(function* () {
    const { rewrap } = yield* SealedSecrets
    const tenants = yield* listTenants()
    const counts = yield* Effect.forEach(tenants, ({ id }) =>
      rewrap.pipe(operatingOn(id), Effect.mapError(closed))
    )
    yield* writeJson({ companies: tenants.length, rewrapped: counts.reduce((sum, count) => sum + count, 0) })
  }).pipe(Effect.provide(vault), withOperatedDatabase)
)

/** Gives one company a new key; prints how many secrets were sealed again. */
export const renewTenantKey = (tenantId: TenantId) =>
  Effect.gen(function* () {
    yield* knownTenant(tenantId)
    const { renew } = yield* SealedSecrets
    const resealed = yield* renew.pipe(
      operatingOn(tenantId),
      Effect.catchTags({
        VaultClosed: (error) => closed(error),
        SealBroken: ({ name, ownerId }) => new Impossible({ reason: broken(ownerId, name) })
      })
    )
    yield* writeJson({ tenant: tenantId, resealed })
  }).pipe(Effect.provide(vault), withOperatedDatabase)

const vault = Layer.unwrap(
  Effect.gen(function* () {
    const text = yield* machineMasterKey({ make: false })
    const keys = yield* Effect.mapError(readMasterKeys(text), ({ reason }) => new Impossible({ reason }))
    return sealedSecretsLayer(keys)
  })
)

const closed = ({ masterKey }: VaultClosed) =>
  new Impossible({
    reason:
      masterKey === null
        ? {
            fr: "AZALS_MASTER_KEY est absente : rien ne peut être ouvert ni scellé.",
            en: "AZALS_MASTER_KEY is missing: nothing can be opened or sealed."
          }
        : {
            fr: `AZALS_MASTER_KEY ne porte pas la bonne clé « ${masterKey} » : gardez-la derrière la nouvelle le temps de remballer.`,
            en: `AZALS_MASTER_KEY lacks the right key "${masterKey}": keep it behind the new one while you rewrap.`
          }
  })

const broken = (ownerId: string, name: string) => ({
  fr: `Le secret « ${name} » de ${ownerId} ne s'ouvre pas : rien n'a été changé. Donnez ce secret à nouveau.`,
  en: `The secret "${name}" of ${ownerId} does not open: nothing was changed. Give this secret again.`
})

const wrongId = {
  fr: "Le nom d'une clé a de 1 à 40 lettres, chiffres, points, tirets ou soulignés.",
  en: "The name of a key has 1 to 40 letters, digits, dots, dashes or underscores."
}
