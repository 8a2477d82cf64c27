import { Schema } from "effect"

/** Every right that a route or a use case may ask for: `<context>:<verb>`. */
export const Permission = Schema.Literals([
  "tenant:read",
  "tenant:admin",
  "identity:read",
  "identity:admin",
  "audit:read",
  "events:read",
  "webhooks:read",
  "webhooks:admin",
  "jobs:read",
  "jobs:write",
  "files:read",
  "accounting:read",
  "accounting:write",
  "accounting:post",
  "accounting:lock",
  "accounting:post-when-soft-locked",
  "banking:read",
  "banking:write",
  "banking:admin",
  "transfers:read",
  "transfers:write",
  "treasury:read",
  "treasury:write",
  "treasury:approve",
  "providers:read",
  "providers:admin",
  "financing:read",
  "financing:write",
  "payments:read",
  "payments:write",
  "cards:read",
  "cards:write",
  "cards:request",
  "cards:approve",
  "processes:read",
  "processes:write",
  "processes:decide"
])
export type Permission = typeof Permission.Type

export const Role = Schema.Literals(["owner", "accountant", "operator", "technician", "device", "auditor"])
export type Role = typeof Role.Type

const reading = [
  "tenant:read",
  "accounting:read",
  "banking:read",
  "transfers:read",
  "treasury:read",
  "events:read",
  "jobs:read",
  "files:read",
  "providers:read",
  "financing:read",
  "payments:read",
  "cards:read",
  "processes:read"
] as const

/** The permission table: what each role may do. A credential's scopes can narrow it, never widen it. */
export const permissionsOf: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set<Permission>(Permission.literals),
  accountant: new Set<Permission>([
    ...reading,
    "audit:read",
    "jobs:write",
    "accounting:write",
    "accounting:post",
    "accounting:lock",
    "accounting:post-when-soft-locked",
    "banking:write",
    "transfers:write",
    "treasury:write",
    "treasury:approve",
    "financing:write",
    "payments:write",
    "cards:write",
    "cards:request",
    "cards:approve",
    "processes:write",
    "processes:decide"
  ]),
  operator: new Set<Permission>([
    ...reading,
    "jobs:write",
    "accounting:write",
    "banking:write",
    "treasury:write",
    "payments:write",
    "cards:write",
    "cards:request",
    "processes:write"
  ]),
  technician: new Set<Permission>(["tenant:read", "events:read", "cards:request"]),
  device: new Set<Permission>(["tenant:read"]),
  auditor: new Set<Permission>([...reading, "audit:read", "identity:read", "webhooks:read"])
}

/** What a credential may do: the rights of its role, narrowed to its scopes when it has some. */
export const rightsOf = (
  role: Role,
  scopes: ReadonlyArray<string> | ReadonlySet<string> | null
): ReadonlySet<Permission> => {
  if (scopes === null) return permissionsOf[role]
  const narrowed = new Set(scopes)
  return new Set([...permissionsOf[role]].filter((permission) => narrowed.has(permission)))
}
