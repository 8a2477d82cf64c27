import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  definedProcess,
  planSuite,
  readDashboard,
  routesFor,
  setFallbackOrder,
  startAdvance,
  startCollect,
  startPay
} from "../../../domain/finance/suite/usecases/index.ts"
import { ConservationAlertId } from "../../../domain/finance/suite/model/index.ts"
import { type Process, ProcessId } from "../../../domain/platform/processes/model/index.ts"
import {
  cancelProcess,
  decideStep,
  readProcess,
  retryProcess
} from "../../../domain/platform/processes/usecases/index.ts"
import { CurrentLanguage } from "../../../domain/shared/Language.ts"
import { Conservation } from "../../../ports/finance/Conservation.ts"
import { ProviderRoutes } from "../../../ports/finance/ProviderRoutes.ts"
import { ProcessDefinitions } from "../../../ports/platform/ProcessDefinitions.ts"
import { Processes } from "../../../ports/platform/Processes.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const suiteHandlers = HttpApiBuilder.group(Api, "suite", (handlers) =>
  handlers.handleAll({
    definitions: () =>
      Effect.gen(function* () {
        const language = yield* CurrentLanguage
        const known = yield* ProcessDefinitions
        return [...known.values()].map((shape) => definedProcess(shape, language))
      }),
    planCollect: ({ payload }) => planSuite({ definition: "suite.collect", ...payload }),
    planAdvance: ({ payload }) => planSuite({ definition: "suite.advance", ...payload }),
    planPay: ({ payload }) => planSuite({ definition: "suite.pay", ...payload }),
    startCollect: ({ payload }) => shown(startCollect(payload)),
    startAdvance: ({ payload }) => shown(startAdvance(payload)),
    startPay: ({ payload }) => shown(startPay(payload)),
    processes: ({ query: { definition, state, ...page } }) =>
      Effect.flatMap(Processes, ({ list }) =>
        pageOf(
          processCursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              definition: Option.fromUndefinedOr(definition)
            })
        )
      ),
    process: ({ params }) => readProcess(params.processId),
    decide: ({ headers, params, payload: { approved, comment = null } }) =>
      decideStep(params.processId, versionOf(headers["if-match"]), { approved, comment }),
    cancelProcess: ({ headers, params }) => cancelProcess(params.processId, versionOf(headers["if-match"])),
    retryProcess: ({ headers, params }) => retryProcess(params.processId, versionOf(headers["if-match"])),
    dashboard: ({ query }) => readDashboard(query.stuckHours ?? 24),
    alerts: ({ query: { open, ...page } }) =>
      Effect.flatMap(Conservation, ({ alerts }) =>
        pageOf(
          alertCursor,
          page,
          ({ id }) => id,
          (limit, after) => alerts({ limit, after, open: open === "true" })
        )
      ),
    routes: ({ query: { capability } }) =>
      Effect.all({
        order: Effect.flatMap(ProviderRoutes, ({ order }) => order(capability)),
        routes: routesFor(capability)
      }),
    setOrder: ({ headers, payload: { capability, connectionIds } }) =>
      setFallbackOrder(capability, versionOf(headers["if-match"]), connectionIds)
  })
)

const shown = <E, R>(started: Effect.Effect<Process, E, R>) =>
  Effect.flatMap(started, ({ id }) => Effect.orDie(readProcess(id)))

const alertCursor = cursorOf(ConservationAlertId)
const processCursor = cursorOf(ProcessId)
