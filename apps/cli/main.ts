import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { azals } from "./azals.ts"

// A reader that closes early (`azals … | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

NodeRuntime.runMain(azals(process.argv.slice(2)), { disableErrorReporting: true })
