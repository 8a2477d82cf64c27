import { Context, Predicate } from "effect"
import { HttpApi, type HttpApiEndpoint, OpenApi } from "effect/http-api"
import { Api } from "../../adapters/http/Api.ts"
import { Streams } from "../../adapters/http/contract/rules.ts"

/** One operation of the contract: as declared, and as the OpenAPI document says it. */
export interface Operation {
  readonly name: string
  readonly endpoint: HttpApiEndpoint.Top
  readonly middleware: ReadonlySet<unknown>
  readonly streams: boolean
  readonly document: OpenApi.OpenAPISpecOperation
  readonly parameters: ReadonlyArray<Parameter>
}

/** A parameter as the document shows it: the generator's type does not know `example`. */
export interface Parameter extends OpenApi.OpenAPISpecParameter {
  readonly example?: unknown
}

/** The document that every host serves at `/openapi.json`. */
export const document = OpenApi.fromApi(Api)

const collect = (): ReadonlyArray<Operation> => {
  const found: Array<Operation> = []
  HttpApi.reflect(Api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, group, middleware }) => {
      const path = document.paths[endpoint.path.replaceAll(/:(\w+)/g, "{$1}")]
      const operation = Object.entries(path ?? {}).find(
        ([method]) => method === endpoint.method.toLowerCase()
      )
      if (operation === undefined || !isOperation(operation[1])) {
        throw new Error(`${endpoint.method} ${endpoint.path} is not in the OpenAPI document`)
      }
      found.push({
        name: `${group.identifier}.${endpoint.identifier}`,
        endpoint,
        middleware,
        streams: Context.get(endpoint.annotations, Streams),
        document: operation[1],
        parameters: operation[1].parameters
      })
    }
  })
  return found
}

const isOperation = (value: unknown): value is OpenApi.OpenAPISpecOperation =>
  Predicate.hasProperty(value, "operationId")

/** Every operation of the contract. */
export const operations = collect()

/** Follows `$ref` to the schema that it names. */
export const resolved = (schema: unknown): unknown => {
  if (!Predicate.hasProperty(schema, "$ref") || typeof schema.$ref !== "string") return schema
  return resolved(document.components.schemas[schema.$ref.replace("#/components/schemas/", "")])
}

/** Whether the schema is that of an id. */
export const isId = (schema: unknown): boolean => {
  const found = resolved(schema)
  return Predicate.hasProperty(found, "pattern") && found.pattern === idPattern
}

const idPattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"

/** The media types of an operation's payload, with their schema and example. */
export const payloadsOf = (operation: Operation): ReadonlyArray<Media> =>
  mediaOf(operation.document.requestBody?.content)

/** One media type of a payload or an answer. */
export interface Media {
  readonly type: string
  readonly schema: unknown
  readonly examples: ReadonlyArray<unknown>
}

export const mediaOf = (content: OpenApi.OpenApiSpecContent | undefined): ReadonlyArray<Media> =>
  Object.entries(content ?? {}).map(([type, media]) => ({
    type,
    schema: media.schema,
    examples: ("examples" in media && Predicate.isObject(media.examples)
      ? Object.values(media.examples)
      : []
    ).map((named) => (Predicate.hasProperty(named, "value") ? named.value : named))
  }))
