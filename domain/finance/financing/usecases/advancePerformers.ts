import { Effect, Option } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import {
  type Asked,
  type OpenConnection,
  ProviderRefused,
  type Settlement
} from "../../providers/model/index.ts"
import {
  type AdvanceAtFinancer,
  type AdvanceDecision,
  type AdvanceId,
  decideAdvanceKind,
  type Reason,
  requestAdvanceKind
} from "../model/index.ts"
import { financingOf } from "./financingOf.ts"
import { financingPerformer } from "./financingPerformer.ts"
import { observeAdvance } from "./observe.ts"

const capability = "financing.loans"

/** Asks for the money. The intent's id makes it one request at the financer, however often it is sent. */
export const requestAdvancePerformer = financingPerformer(requestAdvanceKind, {
  send: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const { advance } = yield* financingOf(connection, capability)
      const made = yield* advance(connection, yield* orderOf(payload.advanceId), key)
      const no = refusalIn(made)
      if (no === undefined) return settled(made)
      const { code, en, fr } = no
      const { provider } = connection
      return yield* new ProviderRefused({ provider, operation: "advance", code, message: said(fr, en) })
    }),
  ask: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const { findAdvance } = yield* financingOf(connection, capability)
      const found = yield* findAdvance(connection, yield* orderOf(payload.advanceId), key)
      return Option.match(found, { onNone: () => absent, onSome: whatIsFound })
    }),
  settled: (_, { advanceId }, ended) =>
    ended._tag === "Refused"
      ? refused(advanceId, ended.refusal)
      : ended._tag === "Succeeded"
        ? Effect.orDie(observeAdvance(advanceId, ended.settlement.outcome))
        : Effect.void,
  absentAfter: "10 minutes"
})

/** Validates, cancels or moves: what came of it is read on the advance itself. */
export const decideAdvancePerformer = financingPerformer(decideAdvanceKind, {
  send: ({ connection, payload }) =>
    Effect.map(decide(connection, payload.reference, payload.decision), settled),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { advanceOf } = yield* financingOf(connection, capability)
      const now = yield* advanceOf(connection, payload.reference)
      return isDone(now, payload.decision) ? { _tag: "Found", settlement: settled(now) } : absent
    }),
  settled: (_, { advanceId }, ended) =>
    ended._tag === "Succeeded"
      ? Effect.orDie(observeAdvance(advanceId, ended.settlement.outcome))
      : Effect.void,
  absentAfter: "10 minutes"
})

const absent: Asked<never> = { _tag: "Absent" }

const settled = (advance: AdvanceAtFinancer): Settlement<AdvanceAtFinancer> => ({
  reference: advance.reference,
  outcome: advance
})

const refusalIn = ({ reason, state }: AdvanceAtFinancer): Reason | undefined =>
  state.is === "declined" ? (reason ?? { code: state.word, fr: state.word, en: state.word }) : undefined

const said = (fr: string, en: string) => (fr === en ? fr : `${fr} / ${en}`)

const whatIsFound = (advance: AdvanceAtFinancer): Asked<AdvanceAtFinancer> => {
  const no = refusalIn(advance)
  return no === undefined
    ? { _tag: "Found", settlement: settled(advance) }
    : { _tag: "Refused", code: no.code, message: said(no.fr, no.en) }
}

const orderOf = Effect.fnUntraced(function* (id: AdvanceId) {
  const financings = yield* Financings
  const { line, ...advance } = yield* Effect.orDie(financings.advance(id))
  const { reference } = yield* Effect.orDie(financings.invoice(advance.financedInvoiceId))
  return { ...advance, lineReference: line, invoiceReference: reference ?? "" }
})

const decide = Effect.fnUntraced(function* (
  connection: OpenConnection,
  reference: string,
  decision: AdvanceDecision
) {
  const { cancelAdvance, reschedule, validateAdvance } = yield* financingOf(connection, capability)
  switch (decision._tag) {
    case "Validate":
      return yield* validateAdvance(connection, reference)
    case "Cancel":
      return yield* cancelAdvance(connection, reference)
    case "Reschedule":
      return yield* reschedule(connection, reference, decision.repayOn)
  }
})

const isDone = ({ repayOn, state: { is } }: AdvanceAtFinancer, decision: AdvanceDecision): boolean => {
  switch (decision._tag) {
    case "Validate":
      return ["validated", "scheduled", "paid-out", "fees-due", "repaid"].includes(is)
    case "Cancel":
      return is === "cancelled"
    case "Reschedule":
      return repayOn === decision.repayOn || is === "repaid"
  }
}

const refused = Effect.fnUntraced(function* (id: AdvanceId, reason: Reason) {
  const financings = yield* Financings
  const events = yield* Events
  const { repayOn } = yield* Effect.orDie(financings.advance(id))
  yield* Effect.orDie(
    financings.setAdvance(id, {
      state: "refused",
      word: null,
      reference: null,
      reason,
      feesEstimated: null,
      repaid: null,
      repayOn
    })
  )
  yield* events.publish({ type: "financing.advance.refused", entityId: id, payload: { code: reason.code } })
})
