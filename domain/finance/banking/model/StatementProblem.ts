import { Schema } from "effect"
import { fill, type Language, problemMessages } from "./statementMessages.ts"

/** A stable code: why a bank file is refused. */
export type ProblemRule = keyof typeof problemMessages

const isRule = (text: string): text is ProblemRule => Object.hasOwn(problemMessages, text)

/**
 * A bank file is refused whole. `rule` is stable; `line` and `column` are 1-based, null when the file has no such
 * place (an empty or too large one); `values` fill the message.
 */
export class StatementProblem extends Schema.TaggedError<StatementProblem>()(
  "StatementProblem",
  {
    rule: Schema.String.check(Schema.makeFilter((text) => isRule(text) || "a rule of the statement readers")),
    line: Schema.NullOr(Schema.Int),
    column: Schema.NullOr(Schema.Int),
    values: Schema.Record(Schema.String, Schema.String)
  },
  { httpApiStatus: 422 }
) {}

/** A place in a file, 1-based. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Stops the reading of a file. Only `parseStatements` catches it and gives a `Result`. */
export const refuse = (
  rule: ProblemRule,
  place: Place | null,
  values: Readonly<Record<string, string>> = {}
): never => {
  throw problem(rule, place, values)
}

export const problem = (
  rule: ProblemRule,
  place: Place | null,
  values: Readonly<Record<string, string>> = {}
): StatementProblem =>
  new StatementProblem({
    rule,
    line: place?.line ?? null,
    column: place?.column ?? null,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, excerpt(value)]))
  })

/** The reason as a sentence. */
export const problemMessage = (fact: StatementProblem, language: Language): string =>
  isRule(fact.rule) ? fill(problemMessages[fact.rule][language], fact.values) : fact.rule

/** At most 60 printable characters of a faulty value. */
export const excerpt = (text: string): string => {
  const line = text
    .slice(0, 61)
    .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
    .trim()
  return text.length > 60 ? `${line.slice(0, 60)}…` : line
}
