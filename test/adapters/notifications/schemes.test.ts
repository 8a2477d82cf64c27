import { assert, describe, it } from "@effect/vitest"
import { Redacted, Result } from "effect"
import { createHmac } from "node:crypto"
import { defactoNotifications } from "../../../adapters/defacto/notifications.ts"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import { solarisNotifications } from "../../../adapters/solaris/notifications.ts"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import type { Delivery, NotificationScheme } from "../../../domain/finance/notifications/model/index.ts"
import { nmiVectors, reasonsOf } from "../../support/nmiVectors.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

const decided = ({ decode, proof }: NotificationScheme, delivery: Delivery, secret: string) =>
  Result.match(
    Result.flatMap(proof?.check(delivery, Redacted.make(secret)) ?? Result.void, () => decode(delivery)),
    { onFailure: ({ reason }): string => reason, onSuccess: () => "ok" }
  )

describe("NMI", () => {
  const vectors = nmiVectors()
  it(`decides every published vector (${vectors.length === 0 ? "absent on this machine" : vectors.length})`, () => {
    for (const { expect, name, payload_base64: body, sig_header: header, signing_key: key } of vectors) {
      const headers: Record<string, string> = header === null ? {} : { "webhook-signature": header }
      const verdict = decided(nmiNotifications, { headers, body }, key)
      assert.isTrue(
        reasonsOf[expect].some((reason) => reason === verdict),
        `${name}: ${verdict}`
      )
    }
  })

  const signed = (body: Uint8Array, nonce: string, key = "key") => ({
    body,
    headers: {
      "webhook-signature": `t=${nonce},s=${createHmac("sha256", key).update(`${nonce}.`).update(body).digest("hex")}`
    }
  })
  const sale = bytes(
    '{"event_id":"e1","event_type":"transaction.sale.success","event_body":{"transaction_id":"42"}}'
  )

  it("takes its own signature over the raw bytes, and names the transaction", () => {
    const delivery = signed(sale, "abc")
    assert.strictEqual(decided(nmiNotifications, delivery, "key"), "ok")
    assert.deepStrictEqual(Result.getOrThrow(nmiNotifications.decode(delivery)), {
      eventId: "e1",
      type: "transaction.sale.success",
      occurredAt: null,
      resourceId: "42"
    })
    assert.deepStrictEqual(nmiNotifications.concern({ type: "transaction.sale.success", resourceId: "42" }), {
      kind: "payments.payment",
      reference: "42"
    })
  })

  it("refuses one altered byte, another key, and another nonce", () => {
    const delivery = signed(sale, "abc")
    assert.strictEqual(
      decided(nmiNotifications, { ...delivery, body: bytes(`${new TextDecoder().decode(sale)} `) }, "key"),
      "mismatch"
    )
    assert.strictEqual(decided(nmiNotifications, delivery, "other"), "mismatch")
    const headers = { "webhook-signature": delivery.headers["webhook-signature"].replace("t=abc", "t=abd") }
    assert.strictEqual(decided(nmiNotifications, { ...delivery, headers }, "key"), "mismatch")
  })
})

describe("Swan", () => {
  const body = bytes(
    JSON.stringify({
      eventType: "Transaction.Booked",
      eventId: "e1",
      eventDate: "2026-11-22T10:00:00.000Z",
      projectId: "p1",
      resourceId: "t1"
    })
  )
  it.each([
    ["the shared secret", { "x-swan-secret": "s3cret" }, "ok"],
    ["another", { "x-swan-secret": "s3cre" }, "mismatch"],
    ["none", {}, "missing-header"],
    ["an empty one", { "x-swan-secret": "" }, "missing-header"]
  ])("with %s in the header: %o is %s", (_, headers: Record<string, string>, expected) => {
    assert.strictEqual(decided(swanNotifications, { headers, body }, "s3cret"), expected)
  })
  it("is about the resource", () => {
    assert.deepStrictEqual(swanNotifications.concern({ type: "Transaction.Booked", resourceId: "t1" }), {
      kind: "banking.transaction",
      reference: "t1"
    })
    assert.isNull(swanNotifications.concern({ type: "Novelty.Created", resourceId: "t1" }))
  })
})

describe("Solaris", () => {
  const body = bytes('{"id":"a1","status":"OFFERED"}')
  const headers = {
    "solaris-webhook-id": "w1",
    "solaris-webhook-event-type": "BUSINESS_FRONTING_APPLICATION",
    "solaris-entity-id": "a1",
    "solaris-webhook-signature": `sha256=${createHmac("sha256", "key").update(body).digest("hex")}`
  }
  it("takes its own signature, and reads names from the headers", () => {
    assert.strictEqual(decided(solarisNotifications, { headers, body }, "key"), "ok")
    assert.strictEqual(decided(solarisNotifications, { headers, body }, "kez"), "mismatch")
    const { "solaris-webhook-signature": _, ...unsigned } = headers
    assert.strictEqual(decided(solarisNotifications, { headers: unsigned, body }, "key"), "missing-header")
    const { "solaris-webhook-id": __, ...nameless } = headers
    assert.strictEqual(
      decided(solarisNotifications, { headers: nameless, body }, "key"),
      "not-a-notification"
    )
  })
  it("knows the empty call of a new subscription", () => {
    const call = { headers: { "solaris-webhook-event-type": "WEBHOOK-SUBSCRIPTION" }, body: new Uint8Array() }
    assert.isTrue(solarisNotifications.handshake?.(call))
    assert.isFalse(solarisNotifications.handshake?.({ ...call, body }))
  })
})

describe("Defacto", () => {
  it("has no proof, and tells what it is about", () => {
    assert.isNull(defactoNotifications.proof)
    const delivery = {
      headers: {},
      body: bytes(
        '{"id":"e1","event_type":"Loan.TO_REPAY","timestamp":"2026-11-22T10:00:00Z","entity_state":{"id":"l1"}}'
      )
    }
    const read = Result.getOrThrow(defactoNotifications.decode(delivery))
    assert.strictEqual(read.resourceId, "l1")
    assert.deepStrictEqual(defactoNotifications.concern(read), { kind: "financing.advance", reference: "l1" })
  })
})

describe("every scheme", () => {
  const schemes = [swanNotifications, nmiNotifications, defactoNotifications, solarisNotifications]
  const hostile = [
    new Uint8Array(),
    new Uint8Array([0]),
    new Uint8Array([0xff, 0xfe]),
    bytes("null"),
    bytes('"text"'),
    bytes("[".repeat(100_000)),
    bytes(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`),
    bytes('{"id":"a\\u0000","event_type":"x","eventId":"a\\u0000","event_id":"\\u0000","event_type":"y"}'),
    bytes(`{"id":"${"x".repeat(1000)}","event_type":"Loan.X"}`)
  ]
  it("refuses hostile bodies, and says why", () => {
    for (const scheme of schemes)
      for (const body of hostile) {
        const read = scheme.decode({ headers: {}, body })
        assert.isTrue(
          Result.isFailure(read),
          `${scheme.provider}: ${new TextDecoder().decode(body.subarray(0, 40))}`
        )
      }
  })
})
