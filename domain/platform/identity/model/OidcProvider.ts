import { Schema } from "effect"
import { Uuid } from "../../../shared/Uuid.ts"

export const OidcProviderId = Uuid.pipe(Schema.brand("OidcProviderId"))
export type OidcProviderId = typeof OidcProviderId.Type

/**
 * A public HTTPS address: a host name with a dot, no account, no port, no fragment. An address of the service's own
 * network has no certificate for a public name, so that the service cannot be made to read it.
 */
const publicHttps = (path: string) => new RegExp(`^https://(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}${path}$`)

/** The `iss` claim: an HTTPS address without query or fragment (OpenID Connect Core 1.0, section 2). */
export const Issuer = Schema.String.check(
  Schema.isMaxLength(500),
  Schema.isPattern(publicHttps("(?:/[A-Za-z0-9._~/-]*)?"))
).annotate({
  description: "The `iss` claim of the tokens, exactly",
  examples: ["https://login.example.fr/realms/lemaire"]
})

/** The `aud` claim: the client id that the provider gave to this company. */
export const Audience = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,200}$/)).annotate({
  description: "The `aud` claim of the tokens: the client id of this company at its provider",
  examples: ["azalscore-lemaire"]
})

/** Where the provider publishes its keys (RFC 7517). */
export const JwksUrl = Schema.String.check(
  Schema.isMaxLength(500),
  Schema.isPattern(publicHttps("/[A-Za-z0-9._~/%-]*(?:\\?[A-Za-z0-9._~=&%-]*)?"))
).annotate({
  description: "Where the provider publishes its keys: public HTTPS, host name, default port",
  examples: ["https://login.example.fr/realms/lemaire/certs"]
})

export const NewOidcProvider = Schema.Struct({
  issuer: Issuer,
  audience: Audience,
  jwksUrl: JwksUrl
}).annotate({ identifier: "NewOidcProvider" })
export type NewOidcProvider = typeof NewOidcProvider.Type

/** Who signs the tokens of a company's members. A token belongs to the company by its issuer and audience. */
export const OidcProvider = Schema.Struct({
  id: OidcProviderId,
  issuer: Schema.String.annotate({ examples: ["https://login.example.fr/realms/lemaire"] }),
  audience: Schema.String.annotate({ examples: ["azalscore-lemaire"] }),
  jwksUrl: Schema.String.annotate({ examples: ["https://login.example.fr/realms/lemaire/certs"] }),
  version: Schema.Int
}).annotate({ identifier: "OidcProvider" })
export type OidcProvider = typeof OidcProvider.Type
