import { Effect, Redacted, Schema } from "effect"
import {
  type Capability,
  type OpenConnection,
  OutcomeUnknown,
  ProviderRefused,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import {
  type ProviderAnswer,
  ProviderHttp,
  type ProviderOrder,
  type ProviderQuestion,
  textOf
} from "../../ports/platform/ProviderHttp.ts"
import { swanDefinition } from "./definition.ts"
import { noSimulator, swanAddresses } from "./swanAddresses.ts"

/** One GraphQL operation: which document, with what, for which capability, on whose behalf. */
export interface SwanCall {
  readonly operation: string
  readonly capability: Capability
  readonly document: string
  readonly variables: Schema.JsonObject
  /** `user`: in the name of the user that the connection names, by Swan's impersonation header. */
  readonly as: "project" | "user"
}

export type SwanClient = Effect.Success<ReturnType<typeof swanClient>>

/** Swan's GraphQL over the one HTTP policy. `simulator` is the origin of its simulator, where one runs. */
export const swanClient = (simulator: string | undefined) =>
  Effect.map(ProviderHttp, (http) => ({
    /** Answers `data`. A question has no effect and is repeated; `data` that does not fit is no answer. */
    ask: <A, I>(connection: OpenConnection, call: SwanCall, data: Schema.Codec<A, I>) =>
      Effect.gen(function* () {
        const question = yield* questionOf(connection, call, simulator)
        const answer = yield* http.ask(question)
        const noAnswer = () =>
          new ProviderUnavailable({
            provider: connection.provider,
            operation: call.operation,
            reason: "bad-answer",
            retryAfterSeconds: null
          })
        const read = yield* Effect.mapError(envelopeOf(answer), noAnswer)
        if (read.errors !== undefined) return yield* refusedBy(connection, call, read.errors)
        return yield* Effect.mapError(Schema.decodeUnknownEffect(data)(read.data), noAnswer)
      }),

    /**
     * Answers the success of a mutation that is aliased `result`. `keyed` when it carries Swan's own idempotency key. A
     * rejection is `ProviderRefused` with Swan's type and words; what cannot be read is unknown.
     */
    send: <A, I>(
      connection: OpenConnection,
      call: SwanCall,
      repeatable: ProviderOrder["repeatable"],
      success: Schema.Codec<A, I>
    ) =>
      Effect.gen(function* () {
        const order = { ...(yield* questionOf(connection, call, simulator)), repeatable }
        const answer = yield* http.send(order)
        const lost = (reason: OutcomeUnknown["reason"]) =>
          new OutcomeUnknown({ provider: connection.provider, operation: call.operation, reason })
        const read = yield* Effect.mapError(envelopeOf(answer), () => lost("bad-answer"))
        if (read.errors !== undefined && answer.status === 400) {
          return yield* refusedBy(connection, call, read.errors)
        }
        const result = yield* Effect.mapError(Schema.decodeUnknownEffect(Result)(read.data), () =>
          lost("bad-answer")
        )
        const rejection = Schema.decodeUnknownOption(Rejection)(result.result)
        if (rejection._tag === "Some") return yield* rejected(connection, call, rejection.value, lost)
        return yield* Effect.mapError(Schema.decodeUnknownEffect(success)(result.result), () =>
          lost("bad-answer")
        )
      })
  }))

const questionOf = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { as, capability, document, operation, variables }: SwanCall,
  simulator: string | undefined
) {
  const addresses = swanAddresses(connection.environment, simulator)
  if (addresses === undefined) return yield* noSimulator(connection, capability)
  const absent = Redacted.make("")
  return {
    connection,
    operation,
    method: "POST",
    url: addresses.graphql,
    headers: as === "user" ? { "x-swan-user-id": connection.settings["userId"] ?? "" } : {},
    body: { type: "application/json", content: JSON.stringify({ query: document, variables }) },
    token: {
      url: addresses.token,
      clientId: connection.secrets["clientId"] ?? absent,
      clientSecret: connection.secrets["clientSecret"] ?? absent,
      placed: "form",
      scope: null
    },
    budget: swanDefinition.budget
  } satisfies ProviderQuestion
})

const GraphqlErrors = Schema.NonEmptyArray(Schema.Struct({ message: Schema.String }))

const Envelope = Schema.fromJsonString(
  Schema.Struct({ data: Schema.optionalKey(Schema.Unknown), errors: Schema.optionalKey(GraphqlErrors) })
)

const envelopeOf = (answer: ProviderAnswer) => Schema.decodeUnknownEffect(Envelope)(textOf(answer))

const Result = Schema.Struct({ result: Schema.Unknown })

const Rejection = Schema.Struct({
  __typename: Schema.String.check(Schema.isPattern(/Rejection$/u)),
  message: Schema.String,
  fields: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({ code: Schema.String, message: Schema.String, path: Schema.Array(Schema.String) })
    )
  )
})

const refusedBy = (
  { provider }: OpenConnection,
  { operation }: SwanCall,
  errors: typeof GraphqlErrors.Type
) =>
  Effect.fail(
    new ProviderRefused({
      provider,
      operation,
      code: "GraphQLError",
      message: errors.map(({ message }) => message).join("; ")
    })
  )

/** Swan's own trouble says nothing of what happened; every other rejection is a "no". */
const rejected = (
  { provider }: OpenConnection,
  { operation }: SwanCall,
  { __typename: code, fields = [], message }: typeof Rejection.Type,
  lost: (reason: "server-error") => OutcomeUnknown
) =>
  code === "InternalErrorRejection"
    ? Effect.fail(lost("server-error"))
    : Effect.fail(
        new ProviderRefused({
          provider,
          operation,
          code,
          message: [message, ...fields.map((field) => `${field.path.join(".")}: ${field.message}`)].join("; ")
        })
      )
