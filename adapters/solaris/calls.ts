import { Effect, Redacted, Result, Schema } from "effect"
import {
  NotSupported,
  type OpenConnection,
  OutcomeUnknown,
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
import { solarisDefinition } from "./definition.ts"
import { ErrorsRead } from "./wire.ts"

interface Call {
  readonly operation: string
  readonly method: ProviderQuestion["method"]
  /** Under the applications of the connection's business. */
  readonly path: string
  readonly body?: Schema.Json
}

export type Calls = ReturnType<typeof callsOf>

/** Calls to Solaris over the one HTTP policy. `simulation` is the address of its simulator. */
export const callsOf = (http: ProviderHttp["Service"], simulation: string | undefined) => ({
  ask: <A, I>(connection: OpenConnection, call: Call, schema: Schema.Codec<A, I>) =>
    Effect.gen(function* () {
      const question = yield* questionOf(connection, call, simulation)
      const answer = yield* http.ask(question)
      return answer.status < 300 ? yield* readAnswer(question, answer, schema) : yield* refused(call, answer)
    }),
  /** What carries our `partner_reference_number` is repeated as it stands, and nothing else is. */
  send: <A, I>(
    connection: OpenConnection,
    call: Call,
    schema: Schema.Codec<A, I>,
    repeatable: "keyed" | "once" = "once"
  ) =>
    Effect.gen(function* () {
      const question = yield* questionOf(connection, call, simulation)
      const order = { ...question, repeatable, timeout: idle }
      const answer = yield* http.send(order)
      if (answer.status < 300) return yield* readResult(order, answer, schema)
      if (answer.status === 409 && repeatable === "keyed") return yield* takenBefore(order)
      return yield* refused(call, answer)
    }),
  /** Asks for what nobody has: an answer of any kind shows that the credentials work. */
  reach: (connection: OpenConnection) =>
    Effect.gen(function* () {
      const call: Call = { operation: "probe", method: "GET", path: "/00000000-0000-0000-0000-000000000000" }
      const answer = yield* http.ask(yield* questionOf(connection, call, simulation))
      if (answer.status >= 300 && answer.status !== 404) return yield* refused(call, answer)
    })
})

/** Solaris may be at a request for 150 seconds; it is not to be sent again before. */
const idle = "150 seconds" as const

/** Our number is taken: the application exists, and its reference is not known from here. */
const takenBefore = ({ connection: { provider }, operation }: ProviderQuestion) =>
  Effect.fail(new OutcomeUnknown({ provider, operation, reason: "bad-answer" }))

const addresses = {
  live: { api: "https://api.solarisbank.de", token: "https://auth.solarisbank.de/oauth2/token" },
  sandbox: {
    api: "https://api.solaris-sandbox.de",
    token: "https://auth.solaris-sandbox.de/oauth2/token"
  }
} as const

const questionOf = (
  connection: OpenConnection,
  { body, method, operation, path }: Call,
  simulation: string | undefined
): Effect.Effect<ProviderQuestion, NotSupported> => {
  const { environment, provider, secrets, settings } = connection
  const simulated =
    simulation === undefined ? undefined : { api: simulation, token: `${simulation}/oauth2/token` }
  const at = environment === "simulation" ? simulated : addresses[environment]
  const businessId = settings["businessId"]
  if (at === undefined || businessId === undefined) {
    const missing = at === undefined ? noSimulation : noBusiness
    return Effect.fail(new NotSupported({ provider, capability: "credit.business-loan", missing }))
  }
  return Effect.succeed({
    connection,
    operation,
    method,
    url: `${at.api}/v1/businesses/${encodeURIComponent(businessId)}/fronting_loan_applications${path}`,
    headers: { accept: "application/json" },
    ...(body === undefined ? {} : { body: { type: "application/json", content: JSON.stringify(body) } }),
    token: {
      url: at.token,
      clientId: secrets["clientId"] ?? Redacted.make(""),
      clientSecret: secrets["clientSecret"] ?? Redacted.make(""),
      placed: "basic",
      scope: "partners"
    },
    budget: solarisDefinition.budget
  })
}

const noSimulation = {
  fr: "Aucune simulation ne tourne à côté du service.",
  en: "No simulation runs beside the service."
}

const noBusiness = {
  fr: "Cette connexion ne dit pas quelle entreprise elle est chez Solaris : faites-en une nouvelle.",
  en: "This connection does not say which business it is at Solaris: make a new one."
}

/** All errors of an answer, in Solaris's own words; the code is the first one's. */
const refused = ({ operation }: Call, answer: ProviderAnswer) => {
  const read = Schema.decodeResult(Schema.fromJsonString(ErrorsRead))(textOf(answer))
  const told = Result.isSuccess(read) ? read.success.errors : []
  const said = told.map(({ detail, source, title }) =>
    [title, detail, source?.field, source?.message].filter((part) => (part ?? "") !== "").join(": ")
  )
  return Effect.fail(
    new ProviderRefused({
      provider: solarisDefinition.name,
      operation,
      code: told[0]?.code ?? `http-${answer.status}`,
      message: (told.length === 0 ? textOf(answer) : said.join("; "))
        .replaceAll(/[^\x20-\x7e\u{a0}-\u{d7ff}]/gu, " ")
        .slice(0, 500)
    })
  )
}
