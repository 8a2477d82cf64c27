import { Effect } from "effect"
import {
  type Capability,
  NotSupported,
  type OpenConnection
} from "../../domain/finance/providers/model/index.ts"

/** Swan starts a sensitive operation in the name of a user: the project alone may not. */
export const needsUser = ({ provider, settings }: OpenConnection, capability: Capability) =>
  settings["userId"] === undefined
    ? Effect.fail(
        new NotSupported({
          provider,
          capability,
          missing: {
            fr: "La connexion ne nomme pas l'utilisateur Swan (userId) au nom duquel l'opération est lancée.",
            en: "The connection does not name the Swan user (userId) on whose behalf the operation is started."
          }
        })
      )
    : Effect.void
