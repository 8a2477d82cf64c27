import { Schema } from "effect"
import { Language } from "../../../shared/Language.ts"
import { CurrencyCode } from "../../../shared/Money.ts"
import { Siren } from "../../../shared/Siren.ts"
import { TenantId } from "../../../shared/TenantScope.ts"
import { Label } from "../../../shared/Text.ts"
import { Subject } from "../../identity/model/index.ts"

/** A web origin that a browser page of the company may call from, such as `https://app.example.fr`. */
export const Origin = Schema.String.check(
  Schema.isPattern(/^https?:\/\/[a-z0-9.-]{1,253}(:[0-9]{1,5})?$/u)
).annotate({
  description: "Scheme, host and port, in lower case, without a path",
  examples: ["https://app.example.fr"]
})

/** A company of the service. Its books are kept in `currency`. */
export const Tenant = Schema.Struct({
  id: TenantId,
  name: Label,
  siren: Schema.NullOr(Siren),
  status: Schema.Literals(["active", "suspended"]),
  language: Language,
  currency: CurrencyCode,
  corsOrigins: Schema.Array(Origin),
  version: Schema.Int
}).annotate({ identifier: "Tenant" })
export type Tenant = typeof Tenant.Type

/** What an owner may change. */
export const TenantChange = Schema.Struct({
  name: Schema.optionalKey(Label),
  siren: Schema.optionalKey(Siren),
  language: Schema.optionalKey(Language),
  corsOrigins: Schema.optionalKey(Schema.Array(Origin).check(Schema.isMaxLength(20)))
}).annotate({ identifier: "TenantChange" })
export type TenantChange = typeof TenantChange.Type

/** A company to open, and its first owner: `ownerSubject` is the `sub` claim of that person's tokens. */
export const NewTenant = Schema.Struct({
  name: Label,
  siren: Schema.NullOr(Siren),
  language: Language,
  currency: CurrencyCode,
  ownerName: Label,
  ownerSubject: Subject
})
export type NewTenant = typeof NewTenant.Type

/** What the operators of the service see of a company. */
export const TenantEntry = Tenant.mapFields(({ id, name, status }) => ({ id, name, status }))
export type TenantEntry = typeof TenantEntry.Type
