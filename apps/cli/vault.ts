import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import type { Language } from "../../domain/shared/Language.ts"
import { tenantArgument } from "./tenants.ts"

/** `azals vault new-key|rewrap|renew`: the keys under which the companies' credentials are sealed. */
export const vaultCommand = (language: Language) =>
  Command.make("vault").pipe(
    Command.withDescription(
      {
        fr: "Clés qui scellent les identifiants des sociétés chez les fournisseurs.",
        en: "Keys that seal the companies' credentials at providers."
      }[language]
    ),
    Command.withSubcommands([newKey(language), rewrap(language), renew(language)])
  )

const commands = Effect.promise(() => import("./operateVault.ts"))

const newKey = (language: Language) =>
  Command.make(
    "new-key",
    {
      id: Flag.String("id").pipe(
        Flag.withDescription(
          {
            fr: "Son nom, comme 2026-11 : lettres, chiffres, point, tiret, souligné",
            en: "Its name, such as 2026-11: letters, digits, dot, dash, underscore"
          }[language]
        )
      )
    },
    ({ id }) => Effect.flatMap(commands, ({ drawNewKey }) => drawNewKey(id))
  ).pipe(
    Command.withDescription(
      {
        fr: "Tire une clé maîtresse et l'écrit comme AZALS_MASTER_KEY la prend. Elle n'est gardée nulle part.",
        en: "Draws a master key and writes it as AZALS_MASTER_KEY takes it. It is kept nowhere."
      }[language]
    )
  )

const rewrap = (language: Language) =>
  Command.make("rewrap", {}, () => Effect.flatMap(commands, ({ rewrapAll }) => rewrapAll)).pipe(
    Command.withDescription(
      {
        fr: "Remballe les clés de toutes les sociétés sous la première clé d'AZALS_MASTER_KEY ; les autres servent ensuite à rien.",
        en: "Wraps the keys of all companies under the first key of AZALS_MASTER_KEY; the others are then of no use."
      }[language]
    )
  )

const renew = (language: Language) =>
  Command.make("renew", { tenant: tenantArgument(language) }, ({ tenant }) =>
    Effect.flatMap(commands, ({ renewTenantKey }) => renewTenantKey(tenant))
  ).pipe(
    Command.withDescription(
      {
        fr: "Donne une nouvelle clé à une société, rescelle tout sous elle et détruit l'ancienne.",
        en: "Gives a company a new key, seals everything again under it and destroys the old one."
      }[language]
    )
  )
