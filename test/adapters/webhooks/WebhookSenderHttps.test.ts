import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { readFileSync } from "node:fs"
import { createServer } from "node:https"
import { join } from "node:path"
import { Webhook } from "standardwebhooks"
import { checkedLookup, dnsLookup } from "../../../adapters/outbound/checkedLookup.ts"
import { type SenderOptions, webhookSenderLayer } from "../../../adapters/webhooks/WebhookSenderHttps.ts"
import { isPublicAddress, publicReceivers } from "../../../domain/platform/webhooks/model/index.ts"
import { WebhookSender } from "../../../ports/platform/WebhookSender.ts"
import { answers, cut, faultyServer, silence } from "../../support/providers/faultyServer.ts"

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "..", "..", "fixtures", "webhooks", name), "utf8")

const secret = Redacted.make(`whsec_${btoa("an example of thirty-two bytes..")}`)
const older = Redacted.make(`whsec_${btoa("another one of thirty-two bytes.")}`)

const here = { ...publicReceivers, loopback: true }

interface Sending extends Omit<SenderOptions, "lookup"> {
  readonly resolve?: (name: string) => Promise<ReadonlyArray<string>>
}

const sent = (address: string, { resolve, ...options }: Sending = { limits: here }, secrets = [secret]) =>
  Effect.gen(function* () {
    const { send } = yield* WebhookSender
    const timestamp = Math.floor(Date.now() / 1000)
    return yield* send({ address, id: "evt-1", timestamp, body: '{"type":"test"}', secrets })
  }).pipe(
    Effect.provide(
      webhookSenderLayer({
        ...options,
        lookup: (allowed) => (resolve === undefined ? dnsLookup(allowed) : checkedLookup(resolve, allowed))
      })
    )
  )

/** A receiver that speaks TLS with a certificate for `receiver.example.com`. */
const tlsReceiver = Effect.gen(function* () {
  const hosts: Array<string | undefined> = []
  const server = yield* Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const keys = { key: fixture("receiver.key.pem"), cert: fixture("receiver.cert.pem") }
      const made = createServer(keys, (request, response) => {
        hosts.push(request.headers.host)
        response.writeHead(204).end()
      })
      made.listen(0, "127.0.0.1", () => resume(Effect.succeed(made)))
    }),
    (made) => Effect.sync(() => void made.close())
  )
  const address = server.address()
  return { hosts, port: typeof address === "object" && address !== null ? address.port : 0 }
})

describe("sending to a receiver", () => {
  it.live(
    "is signed so that the package of Standard Webhooks verifies it, with each secret of an overlap",
    () =>
      Effect.gen(function* () {
        const receiver = yield* faultyServer
        const { error, status } = yield* sent(receiver.url, { limits: here }, [secret, older])
        assert.deepStrictEqual([error, status], [null, 200])
        const [message] = receiver.state.received
        const headers = Object.fromEntries(
          ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [
            name,
            String(message?.headers[name])
          ])
        )
        for (const one of [secret, older]) {
          const verified = new Webhook(Redacted.value(one)).verify(message?.body ?? "", headers)
          assert.deepStrictEqual(verified, { type: "test" })
        }
        const stranger = new Webhook(`whsec_${btoa("somebody else's thirty-two bytes")}`)
        assert.throws(() => stranger.verify(message?.body ?? "", headers))
        assert.throws(() => new Webhook(Redacted.value(secret)).verify(`${message?.body} `, headers))
      }).pipe(Effect.scoped)
  )

  it.live.each([
    ["301", answers(301, {}, { location: "http://127.0.0.1:1/" }), "redirected", 301],
    ["307", answers(307, {}, { location: "https://example.fr/" }), "redirected", 307],
    ["410", answers(410), "gone", 410],
    ["400", answers(400), "refused", 400],
    ["500", answers(500), "refused", 500],
    ["a cut", cut, "connection-lost", null],
    ["silence", silence, "timed-out", null]
  ] as const)("that answers with %s says so", ([, reply, error, status]) =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      receiver.state.reply = reply
      const came = yield* sent(receiver.url, { limits: here, timeout: "300 millis" })
      assert.deepStrictEqual([came.error, came.status], [error, status])
      assert.strictEqual(receiver.state.received.length, 1)
    }).pipe(Effect.scoped)
  )

  it.live("keeps 512 characters of the answer, and reads no endless one", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      receiver.state.reply = (_, response) => {
        response.writeHead(500)
        const more = () => void (response.writable && response.write("\u0000é".repeat(1000), more))
        more()
      }
      const { error, response } = yield* sent(receiver.url, { limits: here, timeout: "5 seconds" })
      assert.strictEqual(error, "refused")
      assert.strictEqual(response, " é".repeat(256))
    }).pipe(Effect.scoped)
  )

  it.live("hears how long the receiver asks to be left alone", () =>
    Effect.gen(function* () {
      const receiver = yield* faultyServer
      receiver.state.reply = answers(429, {}, { "retry-after": "90" })
      assert.containSubset(yield* sent(receiver.url), {
        error: "refused",
        retryAfter: { value: { millis: 90_000 } }
      })
    }).pipe(Effect.scoped)
  )
})

describe("the guard", () => {
  it.live("checks the certificate against the name, and connects to the address that was checked", () =>
    Effect.gen(function* () {
      const { hosts, port } = yield* tlsReceiver
      const resolve = () => Promise.resolve(["127.0.0.1"])
      const trusted = { limits: here, resolve, ca: fixture("receiver.cert.pem") }
      const address = `https://receiver.example.com:${port}/in`
      assert.containSubset(yield* sent(address, trusted), { error: null, status: 204 })
      assert.deepStrictEqual(hosts, [`receiver.example.com:${port}`])
      const another = `https://another.example.com:${port}/in`
      assert.strictEqual((yield* sent(another, trusted)).error, "tls")
      assert.strictEqual((yield* sent(address, { limits: here, resolve })).error, "tls")
      assert.strictEqual(hosts.length, 1)
    }).pipe(Effect.scoped)
  )

  it.live("refuses a name that is public when it is looked at and loopback when it is used", () =>
    Effect.gen(function* () {
      const { hosts, port } = yield* tlsReceiver
      const asked: Array<string> = []
      const turns = [["3ffe::1"], ["127.0.0.1"], ["3ffe::1", "127.0.0.1"], ["::ffff:127.0.0.1"], []]
      const options = {
        limits: { loopback: false, ports: [port] },
        timeout: "300 millis",
        ca: fixture("receiver.cert.pem"),
        resolve: (name: string) => Promise.resolve(turns[asked.push(name) - 1] ?? [])
      } as const
      const address = `https://receiver.example.com:${port}/in`
      const errors = yield* Effect.forEach(turns, () =>
        Effect.map(sent(address, options), ({ error }) => error)
      )
      assert.include(["unreachable", "timed-out"], errors[0])
      assert.deepStrictEqual(errors.slice(1), [
        "address-refused",
        "address-refused",
        "address-refused",
        "name-not-found"
      ])
      assert.strictEqual(asked.length, turns.length, "resolved once for each connection")
      assert.deepStrictEqual(hosts, [])
    }).pipe(Effect.scoped)
  )

  it.live("hands the connection exactly the addresses that it checked", () =>
    Effect.callback<void>((resume) => {
      const answersOf = [["1.1.1.1", "2606:4700::1"], ["127.0.0.1"]]
      const lookup = checkedLookup(() => Promise.resolve(answersOf.shift() ?? []), isPublicAddress)
      lookup("receiver.example.com", { all: true }, (error, addresses) => {
        assert.isNull(error)
        assert.deepStrictEqual(addresses, [
          { address: "1.1.1.1", family: 4 },
          { address: "2606:4700::1", family: 6 }
        ])
        resume(Effect.void)
      })
    })
  )

  it.live.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::1]/",
    "https://[::ffff:7f00:1]/",
    "https://169.254.169.254/latest/meta-data",
    "http://receiver.example.com/",
    "https://user@receiver.example.com/",
    "https://receiver.example.com:22/"
  ])("sends nothing to %s", (address) =>
    Effect.gen(function* () {
      const resolve = () => Promise.reject(new Error("asked"))
      assert.strictEqual((yield* sent(address, { resolve })).error, "address-refused")
    })
  )
})
