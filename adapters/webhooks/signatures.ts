import { Redacted } from "effect"
import { createHmac } from "node:crypto"

export interface Signed {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

/**
 * The headers that prove a message, one signature for each secret: HMAC-SHA256 of `id.timestamp.body` under the bytes
 * that follow `whsec_`. Source: Standard Webhooks, "Symmetric signatures".
 */
export const signedHeaders = (
  { body, id, timestamp }: Signed,
  secrets: ReadonlyArray<Redacted.Redacted>
) => ({
  "webhook-id": id,
  "webhook-timestamp": String(timestamp),
  "webhook-signature": secrets
    .map((secret) => `v1,${signature(`${id}.${timestamp}.${body}`, secret)}`)
    .join(" ")
})

const signature = (content: string, secret: Redacted.Redacted) =>
  createHmac("sha256", Buffer.from(Redacted.value(secret).replace(/^whsec_/, ""), "base64"))
    .update(content)
    .digest("base64")
