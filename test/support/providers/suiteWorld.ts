import { Effect, Layer, Option } from "effect"
import { nmiDefinition } from "../../../adapters/nmi/definition.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { postOperation } from "../../../domain/finance/payments/usecases/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { type CollectInput, suiteDefinitions } from "../../../domain/finance/suite/model/index.ts"
import { startCollect as start, suiteWorks } from "../../../domain/finance/suite/usecases/index.ts"
import {
  BusinessKey,
  type ProcessId,
  type ProcessWork
} from "../../../domain/platform/processes/model/index.ts"
import { readProcess, workAtProcesses } from "../../../domain/platform/processes/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { ProcessDefinitions } from "../../../ports/platform/ProcessDefinitions.ts"
import { ProcessWorks } from "../../../ports/platform/ProcessWorks.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { companyWithBooks, send } from "../books.ts"
import { nodeHost } from "../hosts.ts"
import { attempt } from "./intentWorld.ts"
import { eur, paymentWorld, token } from "./paymentWorld.ts"

type PortsOf<Work> = Work extends ProcessWork<infer R> ? R : never

/** Everything that a worker has for the suite over the simulated gateway, and the API beside it. */
export const suiteWorld = Layer.suspend(() =>
  ProcessWorks.layer<PortsOf<(typeof suiteWorks)[number]>>(suiteWorks).pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        ProcessDefinitions.layer(suiteDefinitions),
        ProviderDefinitions.layer([nmiDefinition]),
        paymentWorld
      )
    ),
    Layer.merge(nodeHost)
  )
)

/** Where the captures and refunds of a company go: to 511, which payouts of the gateway bring back to zero. */
export const companyThatCollects = Effect.gen(function* () {
  const made = yield* companyWithBooks
  for (const [eventType, side] of [
    ["payments.captured", "credit"],
    ["payments.refunded", "debit"]
  ] as const) {
    const rule = { eventType, side, journal: "BQ", controlAccount: "411", netAccount: "511" }
    yield* send("POST", "/v2/accounting/posting-rules", made.key, rule)
  }
  return made
})

/** A collection of 12.00 over these connections; the first token may be one that is answered with a code. */
export const collectionOver = (
  connections: ReadonlyArray<ConnectionId>,
  part: Partial<CollectInput> & { readonly code?: string } = {}
): CollectInput => {
  const { code, ...rest } = part
  return {
    amount: eur(1_200n),
    label: "Facture F-1",
    sources: connections.map((connectionId, at) => ({
      connectionId,
      token: token(at === 0 ? code : undefined)
    })),
    ...rest
  }
}

export const startCollect = (input: CollectInput, key = `collect-${uuidV7()}`) =>
  Effect.map(start({ businessKey: BusinessKey.make(key), input }), ({ id }) => id)

/** What a worker does for the company's due processes: one job. */
export const workProcesses = workAtProcesses.run({}, attempt(1))

/** Does every requested job of intents and postings once, as a worker would; what fails is left for later. */
export const workJobs = Effect.gen(function* () {
  const { list, takeUp } = yield* JobStore
  const wanted = yield* list({
    statuses: ["requested"],
    kind: Option.none(),
    after: Option.none(),
    limit: 100
  })
  for (const { kind, payload } of wanted.toReversed()) {
    for (const handler of [performIntent, settleIntent] as const) {
      if (handler.kind === kind) yield* Effect.result(handler.run(payload, attempt(1)))
    }
    if (postOperation.kind === kind) yield* Effect.result(postOperation.run(payload, attempt(1)))
  }
  yield* takeUp(wanted.map(({ id }) => id))
})

/** Lets the worker work until nothing is left to do now. */
export const workAll = Effect.gen(function* () {
  for (let round = 0; round < 6; round++) {
    yield* workProcesses
    yield* workJobs
  }
})

export const processNow = (id: ProcessId) => readProcess(id)

/** As if so much time had gone by for the company's processes. */
export const letTimePass = (interval: string) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        yield* sql`update azals.process_step set until = until - ${interval}::text::interval
          where tenant_id = ${tenantId} and until is not null`
        yield* sql`update azals.process set wake_at = wake_at - ${interval}::text::interval,
            started_at = started_at - ${interval}::text::interval, moved_at = moved_at - ${interval}::text::interval
          where tenant_id = ${tenantId}`
      })
    )
  )
