import type { Language, Texts } from "../../domain/shared/Language.ts"
import { FileRefused } from "./CommandFailure.ts"

/** Why the system did not give a file, as a problem document. */
export const unreadable = (path: string, fault: unknown, language: Language) => {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : ""
  const { slug, status, title } = reasons[code] ?? other
  return new FileRefused({
    document: {
      type: `urn:azals:problem:file:${slug}`,
      title: title[language],
      status,
      detail: `${title[language]} : ${path}${slug === other.slug ? ` (${code || String(fault)})` : ""}`,
      next: {
        fr: "Vérifiez le chemin et les droits, puis relancez la commande.",
        en: "Check the path and the rights, then run the command again."
      }[language],
      file: path
    }
  })
}

interface Reason {
  readonly slug: string
  readonly status: number
  readonly title: Texts
}

const other: Reason = {
  slug: "unreadable",
  status: 500,
  title: { fr: "Le fichier ne peut pas être lu", en: "The file cannot be read" }
}

const missing: Reason = {
  slug: "not-found",
  status: 404,
  title: { fr: "Le fichier n'existe pas", en: "The file does not exist" }
}

const forbidden: Reason = {
  slug: "forbidden",
  status: 403,
  title: { fr: "Le fichier n'est pas lisible par vous", en: "You may not read the file" }
}

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: forbidden,
  EPERM: forbidden,
  EISDIR: {
    slug: "is-a-directory",
    status: 422,
    title: { fr: "C'est un dossier, pas un fichier", en: "It is a directory, not a file" }
  }
}
