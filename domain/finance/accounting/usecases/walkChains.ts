import { Effect, Option, Schema } from "effect"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { JobCheckpoints } from "../../../../ports/platform/JobCheckpoints.ts"
import type { JobRun } from "../../../platform/jobs/model/index.ts"
import type { TenantScope } from "../../../shared/TenantScope.ts"
import { type ChainHead, ChainWalk, rangesOf, walked, walkOf } from "../model/index.ts"

/** Links of one range of a walk: a second or two of the database, far below its limit for a statement. */
export const linksAtOnce = 10_000

/** Goes at most `links` links further along the chains. */
export const walkOn = Effect.fnUntraced(function* (walk: ChainWalk, links: number) {
  const controls = yield* LedgerControls
  const ranges = rangesOf(walk, links)
  return walked(walk, ranges, yield* controls.links(ranges))
})

/** Goes to the end of every chain. */
export const walkToEnd = Effect.fnUntraced(function* (heads: ReadonlyArray<ChainHead>) {
  let walk = walkOf(heads)
  while (walk.heads.length > 0) walk = yield* walkOn(walk, linksAtOnce)
  return walk
})

const Checkpoint = Schema.toCodecJson(ChainWalk)

/**
 * The same as the work of a job, range by range: how far it is is kept after each, so that an attempt goes on where the
 * last one died. The heads are those of the first attempt: what is posted meanwhile stands behind them.
 */
export const walkAsJob = Effect.fn("accounting.walkChains")(function* (
  heads: Effect.Effect<ReadonlyArray<ChainHead>, never, LedgerControls | TenantScope>,
  run: JobRun
) {
  const checkpoints = yield* JobCheckpoints
  const kept = yield* checkpoints.last(run.id)
  let walk = yield* Option.match(kept, {
    onNone: () => Effect.map(heads, (found) => walkOf(found)),
    onSome: (content) => Effect.orDie(Schema.decodeUnknownEffect(Checkpoint)(content))
  })
  while (walk.heads.length > 0) {
    walk = yield* walkOn(walk, linksAtOnce)
    yield* checkpoints.keep(run.id, yield* Effect.orDie(Schema.encodeEffect(Checkpoint)(walk)))
    const { done, left } = linksOf(walk)
    yield* run.progress((0.99 * done) / Math.max(1, done + left), `${done} / ${done + left}`)
  }
  return walk
})

/** Links read, and links to be read. */
const linksOf = ({ at, chains, heads }: ChainWalk) => {
  const done = chains.reduce((sum, { entries }) => sum + entries, at?.entries ?? 0)
  const all = heads.reduce((sum, { first, lastNumber }) => sum + lastNumber - first + 1, 0)
  return { done, left: all - (at?.entries ?? 0) }
}
