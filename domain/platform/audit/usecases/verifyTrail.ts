import { Effect, Option, Schema } from "effect"
import { AuditTrail } from "../../../../ports/platform/AuditTrail.ts"
import { JobCheckpoints } from "../../../../ports/platform/JobCheckpoints.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../jobs/model/index.ts"
import { requestJob } from "../../jobs/usecases/index.ts"
import {
  auditVerificationOf,
  AuditWalk,
  auditWalkOf,
  TrailVerification,
  verifyTrailKind
} from "../model/index.ts"
import { trailEnded, walkTrail } from "./walkTrail.ts"

/** Asks for the verification of the whole audit. */
export const requestTrailVerification = Effect.fn("audit.requestVerification")(function* () {
  const { write } = yield* UnitOfWork
  return { jobId: yield* write(requestJob(verifyTrailKind, {})) }
})

const Checkpoint = Schema.toCodecJson(AuditWalk)

/**
 * The work of `audit.verify-trail`, range by range, up to the head of the first attempt. A broken chain is its result,
 * never its failure.
 */
export const verifyTrail = jobHandler(verifyTrailKind, (_, run) =>
  Effect.gen(function* () {
    const checkpoints = yield* JobCheckpoints
    const { head } = yield* AuditTrail
    let walk = yield* Option.match(yield* checkpoints.last(run.id), {
      onNone: () => Effect.map(head, (found) => auditWalkOf(found, { seq: 0, hash: "" })),
      onSome: (content) => Effect.orDie(Schema.decodeUnknownEffect(Checkpoint)(content))
    })
    do {
      walk = yield* walkTrail(walk)
      yield* checkpoints.keep(run.id, yield* Effect.orDie(Schema.encodeEffect(Checkpoint)(walk)))
      const all = Math.max(1, walk.head.seq)
      yield* run.progress((0.99 * walk.at.seq) / all, `${walk.at.seq} / ${walk.head.seq}`)
    } while (!trailEnded(walk))
    yield* checkpoints.forget(run.id)
    const result = auditVerificationOf(walk)
    return yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(TrailVerification))(result))
  })
)
