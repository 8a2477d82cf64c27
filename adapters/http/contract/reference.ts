import { Option, Predicate, type Schema, SchemaAST } from "effect"
import { HttpApi, type HttpApiEndpoint, type HttpApiGroup } from "effect/http-api"
import { encodedExampleOf } from "./examples.ts"

/**
 * Completes the generated OpenAPI document for its reader: an example of every payload, answer, problem and
 * parameter, taken from the schemas' own `examples`, each parameter's description beside its name, and only the bounds
 * that a rule sets.
 */
export const withExamples =
  <Id extends string, Groups extends HttpApiGroup.Constraint>(api: HttpApi.HttpApi<Id, Groups>) =>
  <D extends object>(document: D): D => {
    if (!isDocument(document)) return document
    for (const scheme of Object.values(document.components.securitySchemes)) {
      scheme.scheme = scheme.scheme.toLowerCase()
    }
    dropSafeBounds(document)
    HttpApi.reflect(api, {
      onGroup: () => undefined,
      onEndpoint: ({ endpoint, errors, successes }) => {
        const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}")
        const operation = document.paths[path]?.[endpoint.method.toLowerCase()]
        if (operation === undefined) return
        describeParameters(operation, endpoint)
        for (const { schemas } of endpoint.payload.values()) {
          illustrate(operation.requestBody?.content, schemas)
        }
        for (const [status, schemas] of [...successes, ...errors]) {
          illustrate(operation.responses[status]?.content, schemas)
        }
      }
    })
    return document
  }

interface Media {
  examples?: Record<string, { readonly value: unknown }>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: { readonly description?: string }
  description?: string
  example?: unknown
}

interface Operation {
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Record<string, Media> }
  readonly responses: Record<string, { readonly content?: Record<string, Media> }>
}

interface Document {
  /** Readers know `bearer`, in lower case, and take anything else for Basic. */
  readonly components: { readonly securitySchemes: Record<string, { scheme: string }> }
  readonly paths: Record<string, Record<string, Operation>>
}

const isDocument = (document: object): document is Document => Predicate.hasProperty(document, "paths")

/** One named example for each schema: the reference page shows no others, and not the single `example`. */
const illustrate = (content: Record<string, Media> | undefined, schemas: ReadonlyArray<Schema.Top>) => {
  const found = schemas.flatMap((schema) =>
    Option.match(encodedExampleOf(schema), {
      onNone: () => [],
      onSome: (value) => [{ name: nameOf(schema), value }]
    })
  )
  if (found.length === 0) return
  for (const [type, media] of Object.entries(content ?? {})) {
    if (!type.includes("json")) continue
    media.examples = Object.fromEntries(found.map(({ name, value }) => [name, { value }]))
  }
}

/** That an integer fits a double is no bound of its own, and readers show the lowest one as the example. */
const dropSafeBounds = (part: unknown): void => {
  if (typeof part !== "object" || part === null) return
  if (Reflect.get(part, "minimum") === Number.MIN_SAFE_INTEGER) Reflect.deleteProperty(part, "minimum")
  if (Reflect.get(part, "maximum") === Number.MAX_SAFE_INTEGER) Reflect.deleteProperty(part, "maximum")
  for (const inner of Object.values(part)) dropSafeBounds(inner)
}

const nameOf = ({ ast }: Schema.Top) => SchemaAST.resolveIdentifier(ast) ?? "example"

const describeParameters = ({ parameters }: Operation, endpoint: HttpApiEndpoint.Top) => {
  const places = { path: endpoint.params, query: endpoint.query, header: endpoint.headers }
  for (const [place, schema] of Object.entries(places)) {
    const properties = schema?.ast._tag === "Objects" ? schema.ast.propertySignatures : []
    for (const { name, type } of properties) {
      const parameter = parameters.find((one) => one.in === place && one.name === name)
      if (parameter === undefined) continue
      const description = parameter.schema.description ?? descriptionOf(type)
      if (description !== undefined) parameter.description = description
      const example = encodedExampleOf({ ast: type })
      if (Option.isSome(example)) parameter.example = example.value
    }
  }
}

/** An optional parameter is a union with undefined: the description stands on its other part. */
const descriptionOf = (ast: SchemaAST.AST): string | undefined =>
  SchemaAST.resolveDescription(ast) ??
  (ast._tag === "Union" ? ast.types.map(descriptionOf).find((text) => text !== undefined) : undefined)
