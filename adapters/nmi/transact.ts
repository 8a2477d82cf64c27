import { Effect, Redacted } from "effect"
import {
  type Capability,
  CredentialsRefused,
  type OpenConnection,
  OutcomeUnknown,
  ProviderRefused,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import { withoutCardNumbers } from "../../domain/shared/CardNumber.ts"
import { type ProviderHttp, type ProviderOrder, textOf } from "../../ports/platform/ProviderHttp.ts"
import { nmiDefinition } from "./definition.ts"
import { gatewayAddress } from "./gatewayAddress.ts"
import { meaningOf, saysKeyRefused } from "./responseCodes.ts"

const provider = nmiDefinition.name

/** An approved answer: its fields by name, `code` and `message` as they came. */
export interface Approved {
  readonly code: string
  readonly message: string
  readonly field: (name: string) => string | null
}

/**
 * One request to `transact.php`, sent once: the classic Payment API has no idempotency key. The answer is HTTP 200
 * whatever happened; what its text does not say clearly is unknown, never refused.
 */
export const transact =
  (http: ProviderHttp["Service"], simulator: string | undefined) =>
  (connection: OpenConnection, capability: Capability, fields: Readonly<Record<string, string>>) =>
    Effect.gen(function* () {
      const address = yield* gatewayAddress(connection, simulator, capability)
      const operation = capability.slice("payments.".length)
      const dupSeconds = connection.settings["dupSeconds"]
      const order = {
        connection,
        operation,
        method: "POST",
        url: `${address}/api/transact.php`,
        budget: nmiDefinition.budget,
        repeatable: "once",
        body: formOf(connection, {
          ...fields,
          ...(dupSeconds === undefined || fields["type"] === undefined ? {} : { dup_seconds: dupSeconds })
        })
      } as const satisfies ProviderOrder
      const answer = yield* http.send(order)
      if (answer.status !== 200) return yield* notReadable(operation)
      return yield* read(operation, new URLSearchParams(textOf(answer).trim()))
    })

/** A form with the company's key; the whole of it is redacted wherever it is printed. */
export const formOf = (connection: OpenConnection, fields: Readonly<Record<string, string>>) => {
  const key = connection.secrets["securityKey"]
  const form = new URLSearchParams({
    security_key: key === undefined ? "" : Redacted.value(key),
    ...fields
  })
  return { type: "application/x-www-form-urlencoded", content: Redacted.make(form.toString()) }
}

const read = (operation: string, answer: URLSearchParams) => {
  const [response, code] = [answer.get("response") ?? "", answer.get("response_code") ?? ""]
  const message = withoutCardNumbers(answer.get("responsetext") ?? "").slice(0, 500)
  switch (meaningOf(response, code)) {
    case "approved":
      return Effect.succeed<Approved>({
        code,
        message,
        field: (name) => answer.get(name) || null
      })
    case "declined":
      return Effect.fail(new ProviderRefused({ provider, operation, code, message }))
    case "rejected":
      return Effect.fail(
        saysKeyRefused(message)
          ? new CredentialsRefused({ provider, operation })
          : new ProviderRefused({ provider, operation, code, message })
      )
    case "rate-limited":
      return Effect.fail(
        new ProviderUnavailable({ provider, operation, reason: "rate-limited", retryAfterSeconds: null })
      )
    case "uncertain":
      return notReadable(operation)
  }
}

const notReadable = (operation: string) =>
  Effect.fail(new OutcomeUnknown({ provider, operation, reason: "bad-answer" }))
