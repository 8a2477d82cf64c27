import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result, Schema } from "effect"
import { solarisNotifications } from "../../../adapters/solaris/notifications.ts"
import type { Delivery } from "../../../domain/finance/notifications/model/index.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { newSolarisState, solarisSimulator } from "../../../simulators/solaris/solarisSimulator.ts"
import { solarisSettings } from "../../support/credit/creditRequests.ts"

/** Somebody who subscribes to the simulated lender: it keeps what comes, and answers with `status`. */
const subscriber = (status: number) =>
  Effect.gen(function* () {
    const received: Array<Delivery> = []
    const { url } = yield* serveSimulator({
      name: "solaris",
      title: "Subscriber",
      answer: async (request) => {
        const body = new Uint8Array(await request.arrayBuffer())
        received.push({ headers: Object.fromEntries(request.headers), body })
        return new Response(null, { status })
      }
    })
    return { url: `${url}/hook`, received }
  })

const JsonObject = Schema.Record(Schema.String, Schema.Unknown)

/** The simulated lender, and how it is called as one client. */
const lender = Effect.gen(function* () {
  const { url } = yield* serveSimulator(solarisSimulator(newSolarisState()))
  const post = (method: string, path: string, headers: Record<string, string>, body: string) =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}${path}`, { method, headers, ...(body === "" ? {} : { body }) })
      return { status: answer.status, json: Schema.decodeUnknownSync(JsonObject)(await answer.json()) }
    })
  const basic = `Basic ${Buffer.from("client-1:secret").toString("base64")}`
  const form = "grant_type=client_credentials&scope=partners"
  const { json } = yield* post("POST", "/oauth2/token", { authorization: basic }, form)
  const authorization = `Bearer ${String(json["access_token"])}`
  return (method: string, path: string, body?: object) =>
    post(method, path, { authorization }, body === undefined ? "" : JSON.stringify(body))
})

const applications = `/v1/businesses/${solarisSettings.businessId}/fronting_loan_applications`

const application = {
  requested_amount: { value: 1_200_000, unit: "cents", currency: "EUR" },
  duration: 12,
  nominal_interest_rate: 4.25,
  effective_interest_rate: 4.33,
  purpose: "Machine à bois",
  recipient_iban: solarisSettings.settlementIban,
  recipient_name: "Menuiserie Lemaire",
  partner_reference_number: "n-1"
}

const isProven = (delivery: Delivery, secret = "") =>
  solarisNotifications.proof !== null &&
  Result.isSuccess(solarisNotifications.proof.check(delivery, Redacted.make(secret)))

const types = ["BUSINESS_FRONTING_APPLICATION", "BUSINESS_FRONTING_LOAN_PAYOUT"]

describe("what the simulated Solaris delivers", () => {
  it.live("is tried first, then signed with the subscription's own secret, repeated and out of order", () =>
    Effect.gen(function* () {
      const { received, url } = yield* subscriber(200)
      const call = yield* lender
      const secrets: Record<string, string> = {}
      for (const event_type of types) {
        const { json, status } = yield* call("POST", "/v1/webhooks", { event_type, url })
        assert.strictEqual(status, 201)
        secrets[event_type] = String(json["secret"])
      }
      const tried = received.splice(0)
      assert.deepStrictEqual(
        tried.map((delivery) => solarisNotifications.handshake?.(delivery)),
        [true, true]
      )
      const { json } = yield* call("POST", applications, application)
      const id = String(json["id"])
      yield* call("GET", `${applications}/${id}`)
      const settlement = { settlement_account_iban: solarisSettings.settlementIban }
      yield* call("PUT", `${applications}/${id}/loan`, settlement)
      yield* call("POST", `${applications}/${id}/payout`, settlement)
      yield* call("POST", "/simulation/webhooks", { copies: 2, reversed: true })
      const read = received.map((delivery) => {
        const type = delivery.headers["solaris-webhook-event-type"] ?? ""
        const other = types.find((one) => one !== type) ?? ""
        assert.deepStrictEqual(
          [type, other].map((one) => isProven(delivery, secrets[one])),
          [true, false]
        )
        return Result.getOrThrow(solarisNotifications.decode(delivery))
      })
      assert.deepStrictEqual(
        read.map((one) => solarisNotifications.concern(one)),
        ["credit.paid-out", "credit.paid-out", ...Array.from({ length: 4 }, () => "credit.application")].map(
          (kind) => ({ kind, reference: id })
        )
      )
      assert.strictEqual(new Set(read.map(({ eventId }) => eventId)).size, 3)
      yield* call("POST", "/simulation/webhooks", {})
      assert.lengthOf(received, 6)
    }).pipe(Effect.scoped)
  )

  it.live("goes to nobody who does not take the first call", () =>
    Effect.gen(function* () {
      const { received, url } = yield* subscriber(404)
      const call = yield* lender
      const { status } = yield* call("POST", "/v1/webhooks", { event_type: types[0], url })
      assert.strictEqual(status, 400)
      yield* call("POST", applications, application)
      assert.lengthOf(received, 1)
    }).pipe(Effect.scoped)
  )
})
