import type { Texts } from "../../domain/shared/Language.ts"

/** Why the embedded server is not there, as one sentence, from what PostgreSQL or the system said. */
export const explain = (text: string): Texts => {
  const known = sentences.find(([pattern]) => pattern.test(text))
  if (known !== undefined) return known[1]
  const last = text.trim().split("\n").at(-1)?.trim() ?? ""
  return {
    fr: `PostgreSQL n'a pas démarré : ${last || "il n'a donné aucune raison"}`,
    en: `PostgreSQL did not start: ${last || "it gave no reason"}`
  }
}

export const heldByAnother: Texts = {
  fr: "Un autre AZALSCORE utilise déjà ce dossier de données : arrêtez-le d'abord.",
  en: "Another AZALSCORE uses this data folder already: stop it first."
}

export const stoppedByItself = (text: string): Texts => {
  const { en, fr } = explain(text)
  return {
    fr: `PostgreSQL s'est arrêté de lui-même. ${fr}`,
    en: `PostgreSQL stopped by itself. ${en}`
  }
}

const sentences: ReadonlyArray<readonly [RegExp, Texts]> = [
  [
    /ENOSPC|No space left/i,
    {
      fr: "Le disque est plein : PostgreSQL ne peut pas écrire ses données. Libérez de la place, puis relancez.",
      en: "The disk is full: PostgreSQL cannot write its data. Free some space, then start again."
    }
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    {
      fr: "Le dossier de données n'est pas accessible en écriture : vérifiez à qui il appartient.",
      en: "The data folder cannot be written: check who owns it."
    }
  ],
  [/lock file "postmaster\.pid" already exists/i, heldByAnother],
  [
    /database files are incompatible|initialized by PostgreSQL version/i,
    {
      fr: "Le dossier de données vient d'une autre version de PostgreSQL : ce serveur ne peut pas l'ouvrir.",
      en: "The data folder comes from another version of PostgreSQL: this server cannot open it."
    }
  ],
  [
    /no embedded PostgreSQL/,
    {
      fr: "Aucun PostgreSQL embarqué pour cette machine : donnez l'adresse d'un serveur dans DATABASE_URL.",
      en: "There is no embedded PostgreSQL for this machine: name a server of yours in DATABASE_URL."
    }
  ],
  [
    /no unprivileged account|spawn setpriv ENOENT/,
    {
      fr: "Lancez la commande avec un compte ordinaire : en root, PostgreSQL a besoin de setpriv et d'un compte postgres ou nobody.",
      en: "Run this as an ordinary user: as root, PostgreSQL needs setpriv and an account named postgres or nobody."
    }
  ]
]
