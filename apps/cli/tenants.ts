import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Siren } from "../../domain/shared/Siren.ts"
import { TenantId } from "../../domain/shared/TenantScope.ts"
import { CurrencyCode } from "../../domain/shared/Money.ts"
import { Label } from "../../domain/shared/Text.ts"
import type { Language, Texts } from "../../domain/shared/Language.ts"

/** `azals tenants create|list|suspend|resume`: what an operator of the service does with companies. */
export const tenantsCommand = (language: Language) =>
  Command.make("tenants").pipe(
    Command.withDescription(
      { fr: "Sociétés, pour l'exploitant du service.", en: "Companies, for the operator of the service." }[
        language
      ]
    ),
    Command.withSubcommands([
      create(language),
      list(language),
      status("suspend", language, {
        fr: "Ferme l'accès d'une société ; ses données restent.",
        en: "Closes the access of a company; its data stays."
      }),
      status("resume", language, {
        fr: "Rouvre l'accès d'une société.",
        en: "Opens the access of a company again."
      })
    ])
  )

/** The company that a command is about. */
export const tenantArgument = (language: Language) =>
  Argument.String("tenant").pipe(
    Argument.withSchema(TenantId),
    Argument.withDescription({ fr: "L'identifiant de la société", en: "The id of the company" }[language])
  )

const commands = Effect.promise(() => import("./operateTenants.ts"))

const create = (language: Language) =>
  Command.make(
    "create",
    {
      name: Argument.String("name").pipe(
        Argument.withSchema(Label),
        Argument.withDescription({ fr: "Le nom de la société", en: "The name of the company" }[language])
      ),
      ownerSubject: Flag.String("owner-subject").pipe(
        Flag.withDescription(
          {
            fr: "Qui est le premier propriétaire chez le fournisseur d'identité (« sub » de ses jetons)",
            en: "Who the first owner is at the identity provider (the `sub` of their tokens)"
          }[language]
        )
      ),
      ownerName: Flag.String("owner-name").pipe(
        Flag.withSchema(Label),
        Flag.withDescription({ fr: "Le nom du premier propriétaire", en: "The first owner's name" }[language])
      ),
      siren: Flag.String("siren").pipe(
        Flag.withSchema(Siren),
        Flag.withDescription({ fr: "Son SIREN", en: "Its SIREN" }[language]),
        Flag.optional
      ),
      currency: Flag.String("currency").pipe(
        Flag.withSchema(CurrencyCode),
        Flag.withDescription({ fr: "La devise de ses comptes", en: "The currency of its books" }[language]),
        Flag.withDefault(CurrencyCode.make("EUR"))
      ),
      answers: Flag.Literals("language", ["fr", "en"]).pipe(
        Flag.withDescription(
          { fr: "La langue dans laquelle elle est servie", en: "The language it is answered in" }[language]
        ),
        Flag.withDefault("fr")
      )
    },
    ({ answers, siren, ...company }) =>
      Effect.flatMap(commands, ({ createTenant }) =>
        createTenant({ ...company, language: answers, siren: Option.getOrNull(siren) })
      )
  ).pipe(
    Command.withDescription(
      {
        fr: "Ouvre une société avec son premier propriétaire ; écrit sa clé d'API, qui n'est montrée qu'une fois.",
        en: "Opens a company with its first owner; writes its API key, which is shown this once."
      }[language]
    )
  )

const list = (language: Language) =>
  Command.make("list", {}, () => Effect.flatMap(commands, ({ listAllTenants }) => listAllTenants)).pipe(
    Command.withDescription(
      { fr: "Liste les sociétés et leur état.", en: "Lists the companies and their state." }[language]
    )
  )

const status = (name: "resume" | "suspend", language: Language, text: Texts) =>
  Command.make(name, { tenant: tenantArgument(language) }, ({ tenant }) =>
    Effect.flatMap(commands, ({ setTenantStatus }) => setTenantStatus(tenant, name))
  ).pipe(Command.withDescription(text[language]))
