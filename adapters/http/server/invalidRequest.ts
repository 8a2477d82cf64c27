import { SchemaAST, SchemaIssue } from "effect"
import type { HttpApiError } from "effect/http-api"
import type { Language } from "../../../domain/shared/Language.ts"
import { InvalidRequest } from "../contract/errors.ts"

/**
 * A decoding failure as the list of wrong fields: the path starts with the part of the request, and the sentence ends
 * with an example where the contract has one. With `silent`, no value that came is repeated.
 */
export const invalidRequest = (error: HttpApiError.HttpApiSchemaError, language: Language, silent: boolean) =>
  new InvalidRequest({
    errors: fieldsOf(error.cause.issue)
      .slice(0, 50)
      .map(({ ast, issue, path }) => ({
        path: [error.kind.toLowerCase(), ...path],
        message: sentence(issue, ast, language, silent)
      }))
  })

interface Field {
  readonly path: ReadonlyArray<string | number>
  readonly issue: SchemaIssue.Issue
  /** What was expected there: the outermost schema of the field that says something of itself. */
  readonly ast: SchemaAST.AST | undefined
}

/** The wrong fields below an issue. A union that nothing fits is one: what its members miss would mislead. */
const fieldsOf = (
  issue: SchemaIssue.Issue,
  path: ReadonlyArray<string | number> = [],
  expected?: SchemaAST.AST
): ReadonlyArray<Field> => {
  switch (issue._tag) {
    case "Pointer":
      return fieldsOf(
        issue.issue,
        [...path, ...issue.path.map(segment)],
        issue.issue._tag === "MissingKey" ? propertyOf(expected, issue.path.at(-1)) : undefined
      )
    case "Encoding":
      return fieldsOf(issue.issue, path, spoken(expected, issue.ast))
    case "Composite":
    case "AnyOf":
      return issue.issues.length === 0
        ? [{ path, issue, ast: spoken(expected, issue.ast) }]
        : issue.issues.flatMap((inner) => fieldsOf(inner, path, spoken(expected, issue.ast)))
    case "InvalidType":
      return [{ path, issue, ast: spoken(expected, issue.ast) }]
    default:
      return [{ path, issue, ast: expected }]
  }
}

const propertyOf = (ast: SchemaAST.AST | undefined, key: PropertyKey | undefined) =>
  ast !== undefined && SchemaAST.isObjects(ast)
    ? ast.propertySignatures.find(({ name }) => name === key)?.type
    : undefined

const spoken = (outer: SchemaAST.AST | undefined, inner: SchemaAST.AST) =>
  outer !== undefined && exampleOf(outer) !== undefined ? outer : inner

const exampleOf = (ast: SchemaAST.AST): string | number | undefined => {
  const examples: unknown = SchemaAST.resolve(ast)?.["examples"]
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined
  return typeof example === "string" || typeof example === "number" ? example : undefined
}

const sentence = (
  issue: SchemaIssue.Issue,
  ast: SchemaAST.AST | undefined,
  language: Language,
  silent: boolean
): string => {
  const tags = issue._tag === "AnyOf" ? tagsOf(issue.ast) : []
  if (tags.length > 0) return texts[language].oneOf(tags.join(" | "))
  const said = format(issue).issues[0]?.message ?? ""
  const text = inLanguage(silent ? withoutValue(said) : said, language)
  const example = ast === undefined || issue._tag === "UnexpectedKey" ? undefined : exampleOf(ast)
  return example === undefined ? text : `${text}${texts[language].example(String(example))}`
}

/** The tags that tell the members of a union apart. */
const tagsOf = (union: SchemaAST.Union): ReadonlyArray<string> =>
  union.types.flatMap((member) =>
    SchemaAST.isObjects(member)
      ? member.propertySignatures.flatMap(({ name, type }) =>
          name === "_tag" && SchemaAST.isLiteral(type) ? [JSON.stringify(type.literal)] : []
        )
      : []
  )

const texts = {
  fr: {
    oneOf: (tags: string) => `Attendu : un objet dont _tag est ${tags}, avec les champs de ce cas`,
    example: (value: string) => ` ; par exemple ${value}`
  },
  en: {
    oneOf: (tags: string) => `Expected an object whose _tag is ${tags}, with the fields of that case`,
    example: (value: string) => `; for example ${value}`
  }
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const segment = (key: PropertyKey): string | number => (typeof key === "number" ? key : String(key))

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
  [/\bobject\b/, "un objet"],
  [/\barray\b/, "une liste"],
  [/\bboolean\b/, "true ou false"],
  [/\bstring\b/, "un texte"],
  [/\bnumber\b/, "un nombre"]
]
