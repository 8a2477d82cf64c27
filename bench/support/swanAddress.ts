import { Effect, Schema } from "effect"
import { post } from "./post.ts"

/** What Swan proves itself by in benchmarks: the secret of its notifications, and of its payment control. */
export const benchSecret = "bench-secret"

/** Connects the company to Swan over HTTP and opens the address at which Swan delivers and asks. */
export const swanAddress = Effect.fnUntraced(function* (port: number, key: string) {
  const connection = {
    provider: "swan",
    environment: "sandbox",
    label: "bench",
    settings: {},
    secrets: {
      clientId: "c",
      clientSecret: "s",
      webhookSecret: benchSecret,
      paymentControlSecret: benchSecret
    }
  }
  const made = Schema.Struct({ id: Schema.String })
  const { id } = yield* post(port, key, "/v2/finance/connections", connection, made)
  const route = `/v2/finance/connections/${id}/notification-addresses`
  const opened = Schema.Struct({ path: Schema.String })
  const { path } = yield* post(port, key, route, { overlapSeconds: 0 }, opened)
  return { connectionId: id, path }
})
