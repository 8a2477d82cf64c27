import { Data } from "effect"
import type { Language, Texts } from "../../domain/shared/Language.ts"

/** A file is refused, or cannot be read: one problem document (RFC 9457), as JSON on stderr. */
export class FileRefused extends Data.TaggedError("FileRefused")<{ readonly document: unknown }> {}

/** The command cannot do its work as the machine or the settings are: one sentence on stderr. */
export class Impossible extends Data.TaggedError("Impossible")<{ readonly reason: Texts }> {}

export type CommandFailure = FileRefused | Impossible

/** What a person or a program reads on stderr of a failure. What nobody foresaw is a problem document too. */
export const reported = (failure: unknown, language: Language): string => {
  if (failure instanceof FileRefused) return JSON.stringify(failure.document, null, 2)
  if (failure instanceof Impossible) return failure.reason[language]
  return JSON.stringify(unexpected(failure, language), null, 2)
}

const unexpected = (fault: unknown, language: Language) => ({
  type: "urn:azals:problem:unexpected",
  title: { fr: "Erreur inattendue", en: "Unexpected error" }[language],
  status: 500,
  detail: fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault),
  next: {
    fr: "C'est une faute du programme : signalez-la avec ce texte.",
    en: "This is a fault of the program: report it with this text."
  }[language]
})
