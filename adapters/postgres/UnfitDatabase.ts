import { Data } from "effect"
import type { SqlError } from "effect/sql"
import type { Texts } from "../../domain/shared/Language.ts"

/** The database cannot be used as it is; `reason` is one sentence for a person, without a password in it. */
export class UnfitDatabase extends Data.TaggedError("UnfitDatabase")<{ readonly reason: Texts }> {}

/** Why a session could not be opened. `setting` is the name of the variable that holds the address. */
export const unreachable = (error: SqlError.SqlError, setting: string): UnfitDatabase =>
  new UnfitDatabase({ reason: sentence(codeOf(error), messageOf(error), setting) })

const sentence = (code: string, message: string, setting: string): Texts => {
  const known = sentences[code]
  if (known !== undefined) return { fr: `${setting} : ${known.fr}`, en: `${setting}: ${known.en}` }
  return {
    fr: `${setting} : la base de données n'est pas utilisable (${message}).`,
    en: `${setting}: the database cannot be used (${message}).`
  }
}

const codeOf = ({ reason }: SqlError.SqlError) => {
  const cause = reason.cause
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code
  return reason._tag
}

const messageOf = ({ reason }: SqlError.SqlError) =>
  reason.cause instanceof Error ? reason.cause.message : (reason.message ?? reason._tag)

const refused: Texts = {
  fr: "aucun PostgreSQL ne répond à cette adresse et sur ce port : vérifiez qu'il est démarré.",
  en: "no PostgreSQL answers at this address and port: check that it runs."
}
const unknownHost: Texts = {
  fr: "le nom du serveur est introuvable : vérifiez l'adresse et le réseau.",
  en: "the name of the server cannot be found: check the address and the network."
}
const silent: Texts = {
  fr: "le serveur n'a pas répondu à temps : vérifiez l'adresse et le réseau.",
  en: "the server did not answer in time: check the address and the network."
}
const notAdmitted: Texts = {
  fr: "PostgreSQL refuse ce compte : vérifiez l'utilisateur et le mot de passe.",
  en: "PostgreSQL refuses this account: check the user and the password."
}

const sentences: Readonly<Record<string, Texts>> = {
  ECONNREFUSED: refused,
  ENOENT: refused,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  EHOSTUNREACH: silent,
  ENETUNREACH: silent,
  ETIMEDOUT: silent,
  "28P01": notAdmitted,
  "28000": notAdmitted,
  "3D000": {
    fr: "cette base de données n'existe pas : créez-la, ou corrigez son nom.",
    en: "this database does not exist: create it, or correct its name."
  },
  "53300": {
    fr: "PostgreSQL n'accepte plus de connexions : augmentez max_connections, ou réessayez plus tard.",
    en: "PostgreSQL takes no more connections: raise max_connections, or try again later."
  },
  "57P03": {
    fr: "PostgreSQL démarre ou s'arrête : réessayez dans un instant.",
    en: "PostgreSQL is starting or stopping: try again in a moment."
  },
  ERR_INVALID_URL: {
    fr: "l'adresse est mal formée : il faut postgres://utilisateur:motdepasse@serveur:port/base.",
    en: "the address is malformed: it has to be postgres://user:password@server:port/database."
  }
}
