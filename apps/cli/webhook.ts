import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import type { Language, Texts } from "../../domain/shared/Language.ts"

/** `azals webhook verify`: whether a provider's notification is its own. */
export const webhookCommand = (language: Language) =>
  Command.make("webhook").pipe(
    Command.withDescription(
      { fr: "Notifications des fournisseurs.", en: "Notifications of providers." }[language]
    ),
    Command.withSubcommands([verify(language)])
  )

const flag = (name: string, description: Texts, language: Language) =>
  Flag.String(name).pipe(Flag.withDescription(description[language]))

const verify = (language: Language) =>
  Command.make(
    "verify",
    {
      provider: flag(
        "provider",
        { fr: "swan, nmi, defacto ou solaris", en: "swan, nmi, defacto or solaris" },
        language
      ),
      secret: flag("secret", { fr: "Le secret partagé avec lui", en: "The secret shared with it" }, language),
      header: flag(
        "header",
        {
          fr: "L'en-tête qui porte la preuve : sa valeur, ou « Nom: valeur » ; vide s'il manquait",
          en: 'The header that carries the proof: its value, or "Name: value"; empty when it was absent'
        },
        language
      ),
      body: flag(
        "body",
        { fr: "Le fichier du corps, tel que reçu", en: "The file of the body, as it was received" },
        language
      )
    },
    (given) =>
      Effect.flatMap(
        Effect.promise(() => import("./verifyNotification.ts")),
        ({ verifyNotification }) => verifyNotification(given, language)
      )
  ).pipe(
    Command.withDescription(
      {
        fr:
          'Écrit { "valid", "reason" } en JSON. Code 0 : la preuve est juste et le corps se lit (reason vaut ok). ' +
          "Code 1 : missing-header, malformed-header, mismatch, not-json, not-a-notification, ou no-proof-documented.",
        en:
          'Writes { "valid", "reason" } as JSON. Exit 0: the proof is right and the body can be read (reason is ok). ' +
          "Exit 1: missing-header, malformed-header, mismatch, not-json, not-a-notification, or no-proof-documented."
      }[language]
    )
  )
