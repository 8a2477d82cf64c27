import { Schema } from "effect"
import { Permission, Role } from "../../../shared/Permission.ts"
import { ActorId, ActorKind, TenantId } from "../../../shared/TenantScope.ts"
import { Label } from "../../../shared/Text.ts"

/** The acting person or machine as the company knows it now. */
export interface Actor {
  readonly name: string
  readonly role: Role
  readonly scopes: ReadonlyArray<string> | null
}

/** Who the credential is: what it may do is what its role may, narrowed to its scopes. */
export const Identity = Schema.Struct({
  tenant: Schema.Struct({ id: TenantId, name: Label }),
  actor: Schema.Struct({ id: ActorId, kind: ActorKind, name: Label }),
  role: Role,
  permissions: Schema.Array(Permission)
}).annotate({ identifier: "Identity" })
export type Identity = typeof Identity.Type
