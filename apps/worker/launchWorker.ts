import { Layer } from "effect"
import { runService } from "../../adapters/process/runService.ts"

/**
 * Runs a worker until SIGTERM or SIGINT: its running jobs are given back, its shards handed over, and the exit code
 * is 0. A worker that cannot run ends with 1.
 */
export const launchWorker = <E>(worker: Layer.Layer<never, E>) => runService(Layer.launch(worker))
