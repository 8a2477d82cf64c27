import type { Language } from "../../domain/shared/Language.ts"

/** The language of the person at the terminal: French, unless the environment's locale is an English one. */
export const environmentLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || ""
  return locale.startsWith("en") ? "en" : "fr"
}
