import { Effect, Option, Redacted, Schema } from "effect"
import {
  type Asked,
  Credential,
  type IntentId,
  intentKind,
  intentPerformer,
  NotSupported,
  ProviderRefused,
  type OpenConnection,
  type ProviderDefinition,
  ProviderName,
  type Settlement
} from "../../../domain/finance/providers/model/index.ts"
import { type ProviderAdapter, ProviderAdapters } from "../../../ports/finance/ProviderAdapters.ts"
import {
  ProviderHttp,
  type ProviderQuestion,
  readAnswer,
  readResult
} from "../../../ports/platform/ProviderHttp.ts"

/**
 * A worked example of an adapter: what a provider needs of a connection, how it is called over the one HTTP policy,
 * and a kind of intent over it. It speaks to `faultyServer`.
 */
export const fakeDefinition: ProviderDefinition = {
  name: ProviderName.make("fake-bank"),
  title: "Fake bank",
  environments: ["simulation"],
  settings: [
    {
      name: "url",
      label: { fr: "Adresse", en: "Address" },
      schema: Schema.String.check(Schema.isPattern(/^http:\/\/127\.0\.0\.1:[0-9]{1,5}$/))
    }
  ],
  secrets: [{ name: "apiKey", label: { fr: "Clé", en: "Key" }, schema: Credential }],
  ports: ["banking"],
  capabilities: new Set(["banking.accounts", "banking.transfer"]),
  unknown: [],
  budget: { concurrent: 8, concurrentPerTenant: 4, perMinute: 1000, perMinutePerTenant: 1000 }
}

const Order = Schema.Struct({ payee: Schema.String, amount: Schema.String })
type Order = typeof Order.Type

/** Their wire format, and nothing of it leaves this file. */
const Paid = Schema.Struct({ ref: Schema.String, status: Schema.String })
const Refusal = Schema.Struct({ code: Schema.String, text: Schema.String })

const fakeBank = Effect.map(ProviderHttp, (http) => {
  const { budget, name: provider } = fakeDefinition
  const to = (
    connection: OpenConnection,
    operation: string,
    path: string
  ): Pick<ProviderQuestion, "budget" | "connection" | "headers" | "operation" | "url"> => ({
    connection,
    operation,
    url: `${connection.settings["url"] ?? ""}${path}`,
    headers: { "x-key": connection.secrets["apiKey"] ?? Redacted.make("") },
    budget
  })
  return {
    ping: (connection: OpenConnection) =>
      Effect.asVoid(http.ask({ ...to(connection, "ping", "/ping"), method: "GET" })),
    pay: (connection: OpenConnection, order: Order, key: IntentId) =>
      Effect.gen(function* () {
        const sent = {
          ...to(connection, "pay", "/payments"),
          repeatable: "once",
          method: "POST",
          body: { type: "application/json", content: JSON.stringify({ ...order, key }) }
        } as const
        const answer = yield* http.send(sent)
        if (answer.status === 200) return yield* readResult(sent, answer, Paid)
        const { code, text } = yield* readResult(sent, answer, Refusal)
        return yield* new ProviderRefused({ provider, operation: sent.operation, code, message: text })
      }),
    find: (connection: OpenConnection, key: IntentId) =>
      Effect.gen(function* () {
        const asked = { ...to(connection, "find", `/payments/${key}`), method: "GET" } as const
        const answer = yield* http.ask(asked)
        return answer.status === 404
          ? Option.none<typeof Paid.Type>()
          : Option.some(yield* readAnswer(asked, answer, Paid))
      })
  }
})

type FakeBank = Effect.Success<typeof fakeBank>

/** The adapter, and the door that the test's performers use. */
export const fakeAdapter: Effect.Effect<ProviderAdapter & { readonly fake: FakeBank }, never, ProviderHttp> =
  Effect.map(fakeBank, (fake) => ({
    definition: fakeDefinition,
    probe: fake.ping,
    fake
  }))

/** What the business asks for, and what it keeps of the answer. */
export const payKind = intentKind({
  name: "test.pay",
  payload: Order,
  outcome: Schema.Struct({ status: Schema.String }),
  capability: "banking.transfer",
  permissions: ["banking:write"]
})

/** The same, for something that no provider of the tests can do. */
export const cardKind = intentKind({ ...payKind, name: "test.card", capability: "cards.issue" })

/** `seen` hears each end, in the unit of work that writes it. */
export const payPerformer = (seen: (state: string, intentId: string) => Effect.Effect<void>) =>
  intentPerformer(payKind, {
    send: ({ connection, key, payload }) =>
      Effect.gen(function* () {
        const bank = yield* bankOf(connection)
        const { ref, status } = yield* bank.pay(connection, payload, key)
        return { reference: ref, outcome: { status } }
      }),
    ask: ({ connection, key }) =>
      Effect.gen(function* () {
        const bank = yield* bankOf(connection)
        const found = yield* bank.find(connection, key)
        return Option.match(found, { onNone: absent, onSome: whatIsFound })
      }),
    settled: ({ id }, _, { _tag }) => seen(_tag, id),
    absentAfter: "10 minutes"
  })

const absent = (): Asked<{ readonly status: string }> => ({ _tag: "Absent" })

const whatIsFound = ({ ref, status }: typeof Paid.Type): Asked<{ readonly status: string }> => {
  const settlement: Settlement<{ readonly status: string }> = { reference: ref, outcome: { status } }
  return status === "thinking" ? { _tag: "Pending" } : { _tag: "Found", settlement }
}

const bankOf = ({ provider }: OpenConnection) =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const adapter = adapters.get(provider)
    return adapter !== undefined && hasFake(adapter)
      ? Effect.succeed(adapter.fake)
      : Effect.fail(new NotSupported({ provider, capability: payKind.capability, missing: null }))
  })

const hasFake = (adapter: ProviderAdapter): adapter is ProviderAdapter & { readonly fake: FakeBank } =>
  "fake" in adapter
