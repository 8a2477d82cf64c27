import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { TreasuryContractId, valueExposures } from "../../../domain/finance/treasury/model/index.ts"
import {
  endContract,
  enterContract,
  orderSweep,
  proposeSweeps,
  readContract,
  readExposures,
  readLadders,
  readPosition,
  setBounds
} from "../../../domain/finance/treasury/usecases/index.ts"
import { Sweeps } from "../../../ports/finance/Sweeps.ts"
import { TreasuryContracts } from "../../../ports/finance/TreasuryContracts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const treasuryHandlers = HttpApiBuilder.group(Api, "treasury", (handlers) =>
  handlers.handleAll({
    position: () => readPosition(),
    ladders: ({ query }) => readLadders(query.days ?? 30),
    exposures: () => readExposures(),
    valueExposures: ({ payload }) =>
      Effect.map(readExposures(), (exposures) => valueExposures(exposures, payload.rates)),
    treasuryContracts: ({ query: { kind, ...page } }) =>
      Effect.flatMap(TreasuryContracts, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ limit, after, kind: Option.fromUndefinedOr(kind) })
        )
      ),
    enterContract: ({ payload }) => enterContract(payload),
    treasuryContract: ({ params }) => readContract(params.treasuryContractId),
    endContract: ({ headers, params, payload }) =>
      endContract(params.treasuryContractId, versionOf(headers["if-match"]), payload.on),
    accountBounds: () => Effect.flatMap(Sweeps, ({ bounds }) => bounds),
    setAccountBounds: ({ headers, params, payload }) =>
      setBounds(params.bankAccountId, versionOf(headers["if-match"]), payload),
    transferProposals: () =>
      Effect.flatMap(Sweeps, ({ bounds }) => Effect.flatMap(bounds, (all) => proposeSweeps(all))),
    orderProposal: ({ payload }) => orderSweep(payload)
  })
)

const cursor = cursorOf(TreasuryContractId)
