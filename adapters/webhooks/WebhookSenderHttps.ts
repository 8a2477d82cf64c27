import { Clock, Duration, Effect, Layer } from "effect"
import { createHash } from "node:crypto"
import type { LookupFunction } from "node:net"
import {
  type AttemptError,
  publicReceivers,
  type ReceiverLimits
} from "../../domain/platform/webhooks/model/index.ts"
import { type OutgoingMessage, type Sent, WebhookSender } from "../../ports/platform/WebhookSender.ts"
import { type Answer, type Exchange, post } from "./post.ts"
import { allowedAddress, receiverOf } from "./receiverOf.ts"
import { sendingMeasured } from "./sendingMeasured.ts"
import { signedHeaders } from "./signatures.ts"

export interface SenderOptions {
  /** What receivers may be; those of the public internet unless told. */
  readonly limits?: ReceiverLimits
  /** Looks a name up for the connection that is being made, which goes to allowed addresses alone. */
  readonly lookup: (allowed: (address: string) => boolean) => LookupFunction
  readonly timeout?: Duration.Input
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string
}

/** `WebhookSender` over Node's own HTTP client: each message has a connection of its own, to a checked address. */
export const webhookSenderLayer = (options: SenderOptions) =>
  Layer.succeed(
    WebhookSender,
    WebhookSender.of({ send: (message) => sendingMeasured(send(options, message)) })
  )

const send = Effect.fnUntraced(function* (options: SenderOptions, message: OutgoingMessage) {
  const { body, secrets } = message
  const { limits = publicReceivers } = options
  const bodyHash = createHash("sha256").update(body).digest("hex")
  const failed = (error: AttemptError): Sent => ({
    status: null,
    error,
    response: "",
    retryAfter: null,
    bodyHash
  })
  const url = receiverOf(message.address, limits)
  if (url === undefined) return failed("address-refused")
  const exchange: Exchange = {
    url,
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "AZALSCORE-Webhooks/1",
      "accept-encoding": "identity",
      ...signedHeaders(message, secrets)
    },
    lookup: options.lookup(allowedAddress(limits)),
    ca: options.ca
  }
  const answered = post(exchange).pipe(
    Effect.timeoutOrElse({
      duration: options.timeout ?? "15 seconds",
      orElse: () => Effect.fail<AttemptError>("timed-out")
    }),
    Effect.result
  )
  const ended = yield* answered
  if (ended._tag === "Failure") return failed(ended.failure)
  return judged(ended.success, bodyHash, yield* Clock.currentTimeMillis)
})

/** 2xx takes the message; a redirect is not followed, and is a failure that says so. */
const judged = ({ response, retryAfter, status }: Answer, bodyHash: string, now: number): Sent => ({
  status,
  error:
    status >= 200 && status < 300
      ? null
      : status === 410
        ? "gone"
        : status >= 300 && status < 400
          ? "redirected"
          : "refused",
  response,
  retryAfter: status === 429 || status === 503 ? durationUntil(retryAfter, now) : null,
  bodyHash
})

/** `Retry-After` from a number of seconds or a date (RFC 9110, section 10.2.3); null when it says neither. */
const durationUntil = (header: string | undefined, now: number): Duration.Duration | null => {
  if (header === undefined) return null
  if (/^\d{1,6}$/.test(header)) return Duration.seconds(Number(header))
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Duration.millis(Math.max(0, at - now))
}
