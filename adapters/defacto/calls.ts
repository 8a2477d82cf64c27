import { Effect, Redacted, type Schema } from "effect"
import {
  NotSupported,
  type Capability,
  type OpenConnection,
  ProviderRefused
} from "../../domain/finance/providers/model/index.ts"
import {
  type ProviderAnswer,
  type ProviderHttp,
  type ProviderQuestion,
  readAnswer,
  readResult,
  textOf
} from "../../ports/platform/ProviderHttp.ts"
import { defactoDefinition } from "./definition.ts"

export interface Call {
  readonly operation: string
  readonly capability: Capability
  readonly method: ProviderQuestion["method"]
  readonly path: string
  readonly query?: Readonly<Record<string, string | null>>
  readonly body?: Schema.Json
}

export type Calls = ReturnType<typeof callsOf>

/** Calls to Defacto over the one HTTP policy, with a bearer key. `simulation` is the address of its simulator. */
export const callsOf = (http: ProviderHttp["Service"], simulation: string | undefined) => ({
  /** Reads; a 404 is none. */
  ask: <A, I>(connection: OpenConnection, call: Call, schema: Schema.Codec<A, I>) =>
    Effect.gen(function* () {
      const question = yield* questionOf(connection, call, simulation)
      const answer = yield* http.ask(question)
      return answer.status < 300 ? yield* readAnswer(question, answer, schema) : yield* refused(call, answer)
    }),
  /** Sends. Only what carries a `salt_id` may be repeated as it stands. */
  send: <A, I>(
    connection: OpenConnection,
    call: Call,
    schema: Schema.Codec<A, I>,
    repeatable: "keyed" | "once" = "once"
  ) =>
    Effect.gen(function* () {
      const order = { ...(yield* questionOf(connection, call, simulation)), repeatable }
      const answer = yield* http.send(order)
      return answer.status < 300 ? yield* readResult(order, answer, schema) : yield* refused(call, answer)
    }),
  /** Sends what is answered without a body. */
  sendOnly: (connection: OpenConnection, call: Call) =>
    Effect.gen(function* () {
      const question = yield* questionOf(connection, call, simulation)
      const answer = yield* http.send({ ...question, repeatable: "once" })
      if (answer.status >= 300) return yield* refused(call, answer)
    })
})

const questionOf = (
  connection: OpenConnection,
  { body, capability, method, operation, path, query = {} }: Call,
  simulation: string | undefined
): Effect.Effect<ProviderQuestion, NotSupported> => {
  const origin = {
    live: "https://api.getdefacto.com",
    sandbox: "https://api-sandbox.getdefacto.com",
    simulation
  }[connection.environment]
  if (origin === undefined) {
    return Effect.fail(new NotSupported({ provider: connection.provider, capability, missing: noSimulation }))
  }
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const]
  )
  const search =
    given.length === 0
      ? ""
      : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, value])).toString()}`
  return Effect.succeed({
    connection,
    operation,
    method,
    url: `${origin}${path}${search}`,
    headers: {
      accept: "application/json",
      authorization: Redacted.make(
        `Bearer ${Redacted.value(connection.secrets["apiKey"] ?? Redacted.make(""))}`
      )
    },
    ...(body === undefined ? {} : { body: { type: "application/json", content: JSON.stringify(body) } }),
    budget: defactoDefinition.budget
  })
}

const noSimulation = {
  fr: "Aucune simulation ne tourne à côté du service.",
  en: "No simulation runs beside the service."
}

/** The shape of errors is not documented: the text is kept as it came. */
const refused = ({ operation }: Call, answer: ProviderAnswer) =>
  Effect.fail(
    new ProviderRefused({
      provider: defactoDefinition.name,
      operation,
      code: `http-${answer.status}`,
      message: textOf(answer)
        .replaceAll(/[^\x20-\x7e\u{a0}-\u{d7ff}]/gu, " ")
        .slice(0, 500)
    })
  )
