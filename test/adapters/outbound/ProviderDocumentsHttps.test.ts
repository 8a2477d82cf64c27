import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { checkedLookup } from "../../../adapters/outbound/checkedLookup.ts"
import {
  type DocumentOptions,
  providerDocumentsLayer
} from "../../../adapters/outbound/ProviderDocumentsHttps.ts"
import {
  ConnectionId,
  type OpenConnection,
  ProviderName
} from "../../../domain/finance/providers/model/index.ts"
import { ProviderDocuments } from "../../../ports/platform/ProviderDocuments.ts"
import { cut, faultyServer, type Reply, silence } from "../../support/providers/faultyServer.ts"

const connectionIn = (environment: OpenConnection["environment"], provider = "swan"): OpenConnection => ({
  id: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
  version: 1,
  provider: ProviderName.make(provider),
  environment,
  settings: {},
  secrets: {}
})

const fetched = (
  address: string,
  connection: OpenConnection,
  options: DocumentOptions = { simulators: {} }
) =>
  Effect.flatMap(ProviderDocuments, ({ fetch }) => fetch(connection, address)).pipe(
    Effect.provide(providerDocumentsLayer(options))
  )

const refusal = (...asked: Parameters<typeof fetched>) =>
  Effect.map(Effect.flip(fetched(...asked)), ({ reason }) => reason)

/** What a simulator answers at its own origin, for a simulated connection. */
const atSimulator = (reply: Reply, options: Partial<DocumentOptions> = {}) =>
  Effect.gen(function* () {
    const server = yield* faultyServer
    server.state.reply = reply
    const asked = fetched(`${server.url}/statement.pdf`, connectionIn("simulation"), {
      simulators: { swan: server.url },
      ...options
    })
    return { ended: yield* Effect.result(asked), received: server.state.received }
  }).pipe(Effect.scoped)

const reasonAt = (...asked: Parameters<typeof atSimulator>) =>
  Effect.map(atSimulator(...asked), ({ ended, received }) => ({
    reason: ended._tag === "Failure" ? ended.failure.reason : "none",
    asked: received.length
  }))

const places = [
  "https://127.0.0.1/statement.pdf",
  "https://2130706433/",
  "https://[::1]/",
  "https://[::ffff:7f00:1]/",
  "https://169.254.169.254/latest/meta-data",
  "https://10.0.0.1/",
  "https://localhost/",
  "https://metadata.google.internal/",
  "http://documents.example.com/statement.pdf",
  "https://user@documents.example.com/",
  "https://documents.example.com:22/",
  "file:///etc/passwd",
  ""
]

describe("a document that a provider points at", () => {
  it.effect.each(places)("is not asked for at %s over a live connection", (address) =>
    Effect.gen(function* () {
      const lookup = () =>
        checkedLookup(
          () => Promise.reject(new Error("asked")),
          () => true
        )
      for (const environment of ["live", "sandbox"] as const) {
        const reason = yield* refusal(address, connectionIn(environment), { simulators: {}, lookup })
        assert.strictEqual(reason, "address-refused")
      }
    })
  )

  it.live("is not asked for where its public name leads to this machine or a private network", () =>
    Effect.gen(function* () {
      for (const address of ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "fe80::1"]) {
        const reason = yield* refusal("https://documents.example.com/a.pdf", connectionIn("live"), {
          simulators: {},
          lookup: (allowed) => checkedLookup(() => Promise.resolve(["3ffe::1", address]), allowed)
        })
        assert.strictEqual(reason, "address-refused", address)
      }
    })
  )

  it.live("is had from the simulator over its provider's simulated connections, and over no other", () =>
    Effect.gen(function* () {
      const server = yield* faultyServer
      server.state.reply = (_, response) =>
        void response.writeHead(200, { "content-type": "Application/PDF; x=1" }).end("%PDF-1.4")
      const options = { simulators: { swan: server.url } }
      const address = `${server.url}/statement.pdf`
      const document = yield* fetched(address, connectionIn("simulation"), options)
      assert.strictEqual(document.contentType, "application/pdf")
      assert.strictEqual(new TextDecoder().decode(document.bytes), "%PDF-1.4")
      const { port } = new URL(server.url)
      const others: ReadonlyArray<readonly [string, OpenConnection]> = [
        [address, connectionIn("live")],
        [address, connectionIn("sandbox")],
        [address, connectionIn("simulation", "nmi")],
        [`http://localhost:${port}/statement.pdf`, connectionIn("simulation")],
        [`${server.url}1/statement.pdf`, connectionIn("simulation")],
        [`${server.url}@169.254.169.254/`, connectionIn("simulation")],
        ["https://documents.example.com/a.pdf", connectionIn("simulation")]
      ]
      for (const [other, connection] of others) {
        assert.strictEqual(yield* refusal(other, connection, options), "address-refused", other)
      }
      assert.strictEqual(server.state.received.length, 1)
      const headers = server.state.received[0]?.headers ?? {}
      assert.isUndefined(headers.authorization)
      assert.isUndefined(headers.cookie)
    }).pipe(Effect.scoped)
  )

  it.live("does not lead elsewhere: a redirect is not followed", () =>
    Effect.gen(function* () {
      const redirect: Reply = (_, response) => void response.writeHead(302, { location: "/other.pdf" }).end()
      assert.deepStrictEqual(yield* reasonAt(redirect), { reason: "redirected", asked: 1 })
    })
  )

  it.live("has a size, said or not, and a time", () =>
    Effect.gen(function* () {
      const said: Reply = (_, response) => {
        response.writeHead(200, { "content-length": "99999999" }).write("%PDF-")
      }
      const endless: Reply = (_, response) => {
        const more = () => {
          if (!response.destroyed) response.write("x".repeat(65_536), more)
        }
        response.writeHead(200, { "content-type": "application/pdf" })
        more()
      }
      const short = { most: 200_000 }
      assert.strictEqual((yield* reasonAt(said, short)).reason, "too-large")
      assert.strictEqual((yield* reasonAt(endless, short)).reason, "too-large")
      const quick = { timeout: "100 millis" } as const
      assert.strictEqual((yield* reasonAt(silence, quick)).reason, "timed-out")
      const slow: Reply = (_, response) => void response.writeHead(200).write("%PDF-")
      assert.strictEqual((yield* reasonAt(slow, quick)).reason, "timed-out")
    })
  )

  it.live("is whole or did not come", () =>
    Effect.gen(function* () {
      const half: Reply = (_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("%PDF-", () => response.destroy())
      }
      const gone: Reply = (_, response) => void response.writeHead(403).end("expired")
      assert.strictEqual((yield* reasonAt(half)).reason, "unreachable")
      assert.strictEqual((yield* reasonAt(cut)).reason, "unreachable")
      assert.strictEqual((yield* reasonAt(gone)).reason, "refused")
    })
  )
})
