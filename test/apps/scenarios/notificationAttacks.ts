import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Layer } from "effect"
import { createHmac } from "node:crypto"
import { connect } from "node:net"
import { call, Host } from "../../support/hosts.ts"
import { deliver, notifiedConnection, swanBody } from "../../support/providers/notified.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const secretsOf = (webhookSecret: string) => ({ clientId: "c", clientSecret: "s", webhookSecret })

const count = (key: string) =>
  Effect.map(
    call("GET", "/v2/finance/notifications", { key }),
    ({ text }) => text.split('"eventId"').length - 1
  )

/** Those who know how a notification looks, and are not the provider. */
export const notificationAttacks = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: attacks on the address of notifications`,
    (it) => {
      it.effect("a delivery of one company, replayed at another's address, is refused", () =>
        Effect.gen(function* () {
          const [victim, attacker] = [yield* companyWithKey(), yield* companyWithKey()]
          const at = yield* notifiedConnection(victim.key, "swan", secretsOf("secret-of-the-victim"))
          const own = yield* notifiedConnection(attacker.key, "swan", secretsOf("secret-of-the-attacker"))
          const proof = { "x-swan-secret": "secret-of-the-attacker" }
          assert.strictEqual((yield* deliver(own.path, proof, swanBody("e1"))).status, 200)
          assert.strictEqual((yield* deliver(at.path, proof, swanBody("e1"))).status, 401)
          assert.deepStrictEqual([yield* count(victim.key), yield* count(attacker.key)], [0, 1])
        })
      )

      it.effect("a proof of another connection of the same company is refused", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const one = yield* notifiedConnection(key, "nmi", { securityKey: "k", webhookSigningKey: "one" })
          const other = yield* notifiedConnection(key, "nmi", {
            securityKey: "k",
            webhookSigningKey: "other"
          })
          const body = '{"event_id":"1","event_type":"transaction.sale.success","event_body":{}}'
          const signature = createHmac("sha256", "one").update(`n.${body}`).digest("hex")
          const proof = { "webhook-signature": `t=n,s=${signature}` }
          assert.strictEqual((yield* deliver(other.path, proof, body)).status, 401)
          assert.strictEqual((yield* deliver(one.path, proof, body)).status, 200)
          assert.strictEqual(yield* count(key), 1)
        })
      )

      it.effect("an address that is unknown, altered or another provider's answers as an unknown route", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { path } = yield* notifiedConnection(key, "swan", secretsOf("s"))
          const proof = { "x-swan-secret": "s" }
          const shape = (
            { status, text }: { readonly status: number; readonly text: string },
            at: string
          ) => [status, text.replaceAll(at, "PATH")]
          const reference = yield* deliver("/v2/nowhere", proof, swanBody())
          const unknown = [
            `/v2/hooks/in/swan/${"A".repeat(43)}`,
            path.replace("/swan/", "/nmi/"),
            path.replace("/swan/", "/nobody/"),
            path.replace("/swan/", "/SWAN/"),
            path.slice(0, -1),
            `${path}A`,
            `/v2/hooks/in/swan/${"%00".repeat(43)}`
          ]
          for (const at of unknown) {
            const answer = yield* deliver(at, proof, swanBody())
            assert.deepStrictEqual(shape(answer, at), shape(reference, "/v2/nowhere"))
          }
          for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
            assert.strictEqual((yield* deliver(path, proof, "{}", method)).status, 404, method)
          }
          assert.strictEqual(yield* count(key), 0)
        })
      )

      it.effect(
        "bodies that are oversized, no JSON, hollow, deep or hold NUL are refused, and nothing is kept",
        () =>
          Effect.gen(function* () {
            const { key } = yield* companyWithKey()
            const { path } = yield* notifiedConnection(key, "swan", secretsOf("s"))
            const proof = { "x-swan-secret": "s" }
            const hostile: ReadonlyArray<readonly [string | Uint8Array<ArrayBuffer>, number]> = [
              [`{"pad":"${"x".repeat(262_144)}"}`, 413],
              ["", 422],
              ["eventType=Transaction.Booked&eventId=1", 422],
              ["[]", 422],
              ["null", 422],
              [new Uint8Array([0xff, 0xfe, 0x7b]), 422],
              [`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`, 422],
              ["[".repeat(200_000), 422],
              [swanBody("a\u0000b"), 422],
              [swanBody("e", "r\u0000"), 422],
              [swanBody("e".repeat(201)), 422],
              [swanBody("\ud800"), 422]
            ]
            for (const [body, status] of hostile) {
              const answer = yield* deliver(path, proof, body)
              assert.strictEqual(answer.status, status, String(body).slice(0, 60))
            }
            assert.strictEqual(yield* count(key), 0)
          })
      )

      it.effect("neither content type nor credential nor forwarded headers change what decides", () =>
        Effect.gen(function* () {
          const [victim, attacker] = [yield* companyWithKey(), yield* companyWithKey()]
          const { path } = yield* notifiedConnection(victim.key, "swan", secretsOf("s"))
          const disguises = [
            { "content-type": "text/html" },
            { "content-type": "multipart/form-data; boundary=x" },
            { authorization: `Bearer ${attacker.key}` },
            { "x-forwarded-host": "evil.example", "x-tenant-id": attacker.scope.tenantId }
          ]
          for (const disguise of disguises) {
            assert.strictEqual((yield* deliver(path, disguise, swanBody())).status, 401)
            const proven = { ...disguise, "x-swan-secret": "s" }
            assert.strictEqual((yield* deliver(path, proven, swanBody())).status, 200)
          }
          assert.deepStrictEqual([yield* count(victim.key), yield* count(attacker.key)], [4, 0])
        })
      )

      it.effect("a body that never ends is given up, while others are served", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { path } = yield* notifiedConnection(key, "swan", secretsOf("s"))
          const { url } = yield* Host
          const slow = yield* Effect.forkChild(trickle(url, path))
          assert.strictEqual((yield* deliver(path, { "x-swan-secret": "s" }, swanBody())).status, 200)
          assert.match(yield* Fiber.join(slow), /^$|^HTTP\/1\.1 503/)
        })
      )
    }
  )

/** Announces a body, sends a part of it, and waits for what is answered. */
const trickle = (url: string, path: string) => {
  const { hostname, port } = new URL(url)
  return Effect.callback<string>((resume) => {
    const socket = connect(Number(port), hostname)
    let answer = ""
    socket.on("data", (part) => (answer += part.toString()))
    socket.on("close", () => resume(Effect.succeed(answer)))
    socket.on("error", () => resume(Effect.succeed(answer)))
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nx-swan-secret: s\r\ncontent-length: 1000\r\nconnection: close\r\n\r\n{"a"`
    )
  })
}
