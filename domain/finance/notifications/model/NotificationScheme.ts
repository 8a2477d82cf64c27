import type { Redacted, Result } from "effect"
import type { ProviderName } from "../../providers/model/index.ts"
import type { DecodedNotification } from "./Notification.ts"
import type { NotProven, NotReadable } from "./errors.ts"

/** What came at a connection's address: the headers by their lower-case names, and the body as it came. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** How a provider proves that a notification is its own. `field` names the secret of the connection that it takes. */
export interface NotificationProof {
  readonly field: string
  /** The header that carries the proof, in lower case. */
  readonly header: string
  /** In constant time, over the raw bytes. */
  readonly check: (delivery: Delivery, secret: Redacted.Redacted) => Result.Result<void, NotProven>
}

/** What a notification is about, in words of the business: `<context>.<noun>` and what the provider calls it. */
export interface Concern {
  readonly kind: string
  readonly reference: string
}

/** A provider's notifications, as every process that takes requests knows them: no port, no call, no clock. */
export interface NotificationScheme {
  readonly provider: ProviderName
  /** Null where no proof is documented: the connection's address is the proof, and the body only a hint. */
  readonly proof: NotificationProof | null
  readonly decode: (delivery: Delivery) => Result.Result<DecodedNotification, NotReadable>
  /** Null: nothing that the service follows. Asked when the notification is processed. */
  readonly concern: (notification: Pick<DecodedNotification, "resourceId" | "type">) => Concern | null
  /** An unproven call by which the provider tries the address; it gets a 2xx and nothing is kept. */
  readonly handshake?: (delivery: Delivery) => boolean
}
