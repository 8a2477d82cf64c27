import { Option, Result, Schema, SchemaIssue } from "effect"
import type { Texts } from "../../../shared/Language.ts"
import type { Capability, ProviderPort } from "./Capability.ts"
import { ConnectionFieldsRefused, type FieldFault } from "./errors.ts"
import type { Environment, ProviderName } from "./Provider.ts"

/** One value that a connection needs: what it is, in words, and which texts it takes. */
export interface ConnectionField {
  readonly name: string
  readonly label: Texts
  readonly schema: Schema.Codec<string>
  /** What it takes in an environment, where that differs between them; instead of `schema`. */
  readonly schemaIn?: (environment: Environment) => Schema.Codec<string>
  /** An optional field may be absent. */
  readonly optional?: boolean
}

/** How much the service asks of a provider at a time: the provider's documented limit where it has one. */
export interface CallBudget {
  /** Calls at the same time, of all companies, and of one company. */
  readonly concurrent: number
  readonly concurrentPerTenant: number
  /** Calls in any minute, of all companies, and of one company. */
  readonly perMinute: number
  readonly perMinutePerTenant: number
}

/**
 * What the service knows of a provider without calling it: everything that a connection is checked against, and that
 * is told about the provider. `capabilities` are those that its adapter has; `unknown` is what no source states, and
 * is therefore refused or left to a setting.
 */
export interface ProviderDefinition {
  readonly name: ProviderName
  readonly title: string
  readonly environments: ReadonlyArray<Environment>
  /** Why a new connection starts disabled; absent where it starts enabled. */
  readonly startsDisabled?: Texts
  readonly settings: ReadonlyArray<ConnectionField>
  readonly secrets: ReadonlyArray<ConnectionField>
  /** The doors at which it stands, whether or not it does everything there. */
  readonly ports: ReadonlyArray<ProviderPort>
  readonly capabilities: ReadonlySet<Capability>
  readonly unknown: ReadonlyArray<Texts>
  readonly budget: CallBudget
}

/** Any printable text without spaces at its ends: what a provider hands out as a credential. */
export const Credential = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e](?:[\x20-\x7e]{0,498}[\x21-\x7e])?$/)
)

/**
 * The values of a connection as its provider wants them, or every field that is wrong. A wrong secret is never
 * repeated: a fault says what was expected, not what came.
 */
export const checkFields = (
  fields: ReadonlyArray<ConnectionField>,
  given: Readonly<Record<string, string>>,
  part: "secrets" | "settings",
  environment: Environment
): Result.Result<Readonly<Record<string, string>>, ConnectionFieldsRefused> => {
  const known = new Map(fields.map((field) => [field.name, field]))
  const faults: Array<FieldFault> = Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ field: `${part}.${name}`, fault: "unknown" as const, expected: null }))
  for (const { name, optional, schema, schemaIn } of fields) {
    const value = given[name]
    if (value === undefined) {
      if (optional !== true) faults.push({ field: `${part}.${name}`, fault: "missing", expected: null })
      continue
    }
    const refused = Option.getOrUndefined(
      Result.getFailure(Schema.decodeResult(schemaIn?.(environment) ?? schema)(value))
    )
    if (refused !== undefined) {
      faults.push({ field: `${part}.${name}`, fault: "wrong", expected: expectedBy(refused.issue) })
    }
  }
  return faults.length === 0
    ? Result.succeed({ ...given })
    : Result.fail(new ConnectionFieldsRefused({ faults }))
}

/** What the field takes, from the schema alone: the formatter's own sentence would repeat the value. */
const expectedBy = (issue: SchemaIssue.Issue): string | null => {
  const [first] = SchemaIssue.makeFormatterStandardSchemaV1()(issue).issues
  return first === undefined ? null : (/^Expected (.*?)(?:, got .*)?$/s.exec(first.message)?.[1] ?? null)
}
