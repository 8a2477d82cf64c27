import { NodeRuntime } from "@effect/platform-node"
import { Cause, Exit, Layer } from "effect"

/**
 * Runs a worker until SIGTERM or SIGINT: its running jobs are given back, its shards handed over, and the exit code
 * is 0. A worker that cannot run ends with 1.
 */
export const launchWorker = <E>(worker: Layer.Layer<never, E>) =>
  NodeRuntime.runMain(Layer.launch(worker), {
    teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause) ? 0 : 1)
  })
