import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { ApiKeyId, NewApiKey } from "../../domain/platform/identity/model/index.ts"
import { Instant } from "../../domain/shared/Instant.ts"
import { Role } from "../../domain/shared/Permission.ts"
import { Label } from "../../domain/shared/Text.ts"
import type { Language } from "../../domain/shared/Language.ts"
import { tenantArgument } from "./tenants.ts"

/** `azals keys issue|list|revoke`: the API keys of a company. */
export const keysCommand = (language: Language) =>
  Command.make("keys").pipe(
    Command.withDescription({ fr: "Clés d'API d'une société.", en: "API keys of a company." }[language]),
    Command.withSubcommands([issue(language), list(language), revoke(language)])
  )

const commands = Effect.promise(() => import("./operateKeys.ts"))

const issue = (language: Language) =>
  Command.make(
    "issue",
    {
      tenant: tenantArgument(language),
      name: Flag.String("name").pipe(
        Flag.withSchema(Label),
        Flag.withDescription({ fr: "À quoi sert la clé", en: "What the key is for" }[language])
      ),
      role: Flag.Literals("role", Role.literals).pipe(
        Flag.withDescription({ fr: "Le rôle de qui la porte", en: "The role of its bearer" }[language])
      ),
      ratePerMinute: Flag.Int("per-minute").pipe(
        Flag.withDescription({ fr: "Requêtes par minute", en: "Requests per minute" }[language]),
        Flag.withSchema(NewApiKey.fields.ratePerMinute),
        Flag.withDefault(600)
      ),
      expires: Flag.String("expires").pipe(
        Flag.withSchema(Instant),
        Flag.withDescription(
          { fr: "Sa fin, comme 2027-01-31T00:00:00Z", en: "Its end, such as 2027-01-31T00:00:00Z" }[language]
        ),
        Flag.optional
      )
    },
    ({ expires, tenant, ...key }) =>
      Effect.flatMap(commands, ({ issueTenantKey }) =>
        issueTenantKey(tenant, { ...key, scopes: null, expiresAt: Option.getOrNull(expires) })
      )
  ).pipe(
    Command.withDescription(
      {
        fr: "Fait une clé et écrit son secret, qui n'est montré qu'une fois.",
        en: "Makes a key and writes its secret, which is shown this once."
      }[language]
    )
  )

const list = (language: Language) =>
  Command.make("list", { tenant: tenantArgument(language) }, ({ tenant }) =>
    Effect.flatMap(commands, ({ listTenantKeys }) => listTenantKeys(tenant))
  ).pipe(
    Command.withDescription(
      {
        fr: "Liste les clés d'une société, sans leur secret.",
        en: "Lists the keys of a company, without their secrets."
      }[language]
    )
  )

const revoke = (language: Language) =>
  Command.make(
    "revoke",
    {
      tenant: tenantArgument(language),
      key: Argument.String("key").pipe(
        Argument.withSchema(ApiKeyId),
        Argument.withDescription({ fr: "L'identifiant de la clé", en: "The id of the key" }[language])
      )
    },
    ({ key, tenant }) => Effect.flatMap(commands, ({ revokeTenantKey }) => revokeTenantKey(tenant, key))
  ).pipe(
    Command.withDescription(
      { fr: "Met fin à une clé, pour toujours.", en: "Ends a key, for good." }[language]
    )
  )
