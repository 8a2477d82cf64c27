import { Effect } from "effect"
import { createServer } from "node:net"

/** A port of 127.0.0.1 that nobody listens on now. */
export const freePort: Effect.Effect<number> = Effect.callback((resume) => {
  const probe = createServer()
  probe.once("error", (fault) => resume(Effect.die(fault)))
  probe.listen(0, "127.0.0.1", () => {
    const bound = probe.address()
    const port = typeof bound === "object" && bound !== null ? bound.port : 0
    probe.close(() => resume(Effect.succeed(port)))
  })
})
