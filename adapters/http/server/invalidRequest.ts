import { SchemaIssue } from "effect"
import type { HttpApiError } from "effect/http-api"
import type { Language } from "../../../domain/shared/Language.ts"
import { InvalidRequest } from "../contract/errors.ts"

/**
 * A decoding failure as the list of wrong fields: the path starts with the part of the request. With `silent`, no value
 * that came is repeated.
 */
export const invalidRequest = (error: HttpApiError.HttpApiSchemaError, language: Language, silent: boolean) =>
  new InvalidRequest({
    errors: format(error.cause.issue)
      .issues.slice(0, 50)
      .map(({ message, path }) => ({
        path: [error.kind.toLowerCase(), ...(path ?? []).map(segment)],
        message: inLanguage(silent ? withoutValue(message) : message, language)
      }))
  })

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const segment = (part: PropertyKey | { readonly key: PropertyKey }): string | number => {
  const key = typeof part === "object" ? part.key : part
  return typeof key === "number" ? key : String(key)
}

/** The sentence up to where it repeats what came. */
const withoutValue = (message: string): string =>
  message.replace(/^(Unexpected key) with value .*$/s, "$1").replace(/^(Expected .*?), got .*$/s, "$1")

const inLanguage = (message: string, language: Language): string =>
  language === "fr" ? inFrench(message) : message

/** The formatter's sentences follow a few patterns: each has its French one; the values stay as they are. */
const inFrench = (message: string): string =>
  patterns.reduce((text, [english, french]) => text.replace(english, french), message)

const patterns: ReadonlyArray<readonly [RegExp, string]> = [
  [/^Missing key$/, "Champ obligatoire absent"],
  [/^Unexpected key$/, "Champ inconnu"],
  [/^Unexpected key with value (.*)$/s, "Champ inconnu, valeur $1"],
  [/^Expected a valid JSON body$/, "Le corps doit être un JSON valide"],
  [/^Expected (.*), got (.*)$/s, "Attendu : $1 ; reçu : $2"],
  [/^Expected (.*)$/s, "Attendu : $1"],
  [/a string matching the RegExp/, "un texte de la forme"],
  [/a value with a length of at most (\d+)/, "au plus $1 caractères"],
  [/a value between (\S+) and (\S+)/, "une valeur entre $1 et $2"],
  [/a date that exists, as YYYY-MM-DD/, "une date qui existe, AAAA-MM-JJ"],
  [/an ISO 4217 currency code, such as EUR/, "un code de devise ISO 4217, comme EUR"],
  [
    /an exact decimal with at most (\d+) decimals, such as "1234.56"/,
    'un décimal exact avec au plus $1 décimales, comme "1234.56"'
  ],
  [/an integer/, "un entier"],
  [/\bstring\b/, "un texte"],
  [/\bnumber\b/, "un nombre"]
]
