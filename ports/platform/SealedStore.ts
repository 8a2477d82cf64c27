import { Context, type Effect, type Option } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { SecretOwner } from "./SealedSecrets.ts"

/** A key of the company, wrapped by the master key that `masterKeyId` names. */
export interface WrappedKey {
  readonly id: string
  readonly masterKeyId: string
  readonly wrapped: Uint8Array
}

/** One sealed secret, where it stands. */
export interface SealedRow extends SecretOwner {
  readonly name: string
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** Where wrapped keys and sealed secrets of the acting company are kept: bytes that are worth nothing by themselves. */
export class SealedStore extends Context.Service<
  SealedStore,
  {
    /** The key in use; a renewal waits until the running unit ends. */
    readonly currentKey: Effect.Effect<Option.Option<WrappedKey>, never, TenantScope>
    /** Adds the first key; does nothing when another unit was faster. */
    readonly addKey: (key: WrappedKey) => Effect.Effect<void, never, TenantScope>
    /** Every key, held until the running unit ends: nobody seals meanwhile. */
    readonly holdKeys: Effect.Effect<ReadonlyArray<WrappedKey>, never, TenantScope>
    readonly rewrapKey: (key: WrappedKey) => Effect.Effect<void, never, TenantScope>
    /** Puts a new key in use; the others stay until nothing is sealed under them. */
    readonly renewKey: (key: WrappedKey) => Effect.Effect<void, never, TenantScope>
    readonly dropKeysBut: (id: string) => Effect.Effect<void, never, TenantScope>
    readonly keys: Effect.Effect<ReadonlyArray<WrappedKey>, never, TenantScope>
    /** These rows in place of all that the owner had. */
    readonly replace: (
      owner: SecretOwner,
      rows: ReadonlyArray<Pick<SealedRow, "keyId" | "name" | "sealed">>
    ) => Effect.Effect<void, never, TenantScope>
    readonly rowsOf: (owner: SecretOwner) => Effect.Effect<ReadonlyArray<SealedRow>, never, TenantScope>
    readonly allRows: Effect.Effect<ReadonlyArray<SealedRow>, never, TenantScope>
    readonly reseal: (row: SealedRow) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/SealedStore") {}
