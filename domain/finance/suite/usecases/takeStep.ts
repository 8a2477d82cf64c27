import { Effect, Schema } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import type { Found, StepFault, StepTask } from "../../../platform/processes/model/index.ts"
import { PaymentId, type PaymentOperation } from "../../payments/model/index.ts"
import { takePayment } from "../../payments/usecases/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { chooseRoute, type Collection, mayFallBack, noRoute, type Route } from "../model/index.ts"
import { refusalText } from "./refusalText.ts"
import { routesFor } from "./routesFor.ts"
import { forgetTokens, openToken } from "./sourceTokens.ts"
import { subjectOf } from "./subjectOf.ts"
import { undoTaking } from "./undoTaking.ts"

const Taken = Schema.Struct({
  paymentId: Schema.NullOr(PaymentId),
  tried: Schema.Array(ConnectionId)
})

const takenOf = subjectOf(Schema.NullOr(Taken))

/** The payment of the step, if it asked for one. */
export const takenPayment = (subject: Schema.Json | undefined) =>
  Effect.map(takenOf(subject ?? null), (taken) => taken?.paymentId ?? null)

/** The payment that the step took. */
export const paymentOf = (subject: Schema.Json | undefined) =>
  Effect.flatMap(takenPayment(subject), (paymentId) =>
    paymentId === null ? Effect.die("a payment that was taken has an id") : Effect.succeed(paymentId)
  )

type Task = StepTask<Collection>

/** Takes the payment at the best gateway that was not tried; another one only when the last was surely never asked. */
const begin = Effect.fn("suite.collect.take")(function* ({ input, subject }: Task) {
  const tried = (yield* takenOf(subject))?.tried ?? []
  const routes = yield* sourcedRoutes(input)
  const route = chooseRoute(routes, tried)
  const source = input.sources.find(({ connectionId }) => connectionId === route?.connectionId)
  if (source === undefined) return refused({ code: "azals.no-route", ...noRoute }, false)
  const after = [...tried, source.connectionId]
  const notAsked = (fault: StepFault) => ({
    ...refused(fault, chooseRoute(routes, after) !== undefined),
    subject: { paymentId: null, tried: after }
  })
  const { connectionId, paymentMethodId } = source
  const token = yield* openToken(source)
  if (token === undefined && paymentMethodId === undefined) return notAsked(tokenGone)
  const { sources: _, ...wanted } = input
  return yield* takePayment({
    kind: "sale",
    initiatedBy: "payer",
    ...wanted,
    connectionId,
    ...(token === undefined ? {} : { token }),
    ...(paymentMethodId === undefined ? {} : { paymentMethodId })
  }).pipe(
    Effect.tap(() => forgetTokens([source])),
    Effect.map(({ payment }) => ({
      _tag: "Opened" as const,
      awaits: payment.id,
      subject: { paymentId: payment.id, tried: after }
    })),
    Effect.catch((failure) => Effect.succeed(notAsked(refusalText(failure))))
  )
})

const look = Effect.fnUntraced(function* ({ input, subject }: Task) {
  const { find } = yield* Payments
  const { operations, payment } = yield* Effect.orDie(find(yield* paymentOf(subject)))
  switch (payment.state) {
    case "created":
      return { _tag: "Pending" } satisfies Found
    case "unknown":
      return { _tag: "Unknown" } satisfies Found
    case "declined":
    case "failed":
    case "voided": {
      const fault = faultOf(operations[0])
      const tried = (yield* takenOf(subject))?.tried ?? []
      const left = chooseRoute(yield* sourcedRoutes(input), tried) !== undefined
      const again = left && mayFallBack(fault.code)
      if (!again) yield* forgetTokens(input.sources)
      return refused(fault, again)
    }
    default:
      yield* forgetTokens(input.sources)
      return { _tag: "Succeeded" } satisfies Found
  }
})

/** The step `take` of a collection, with its compensation. */
export const takeStep = { begin, look, undo: undoTaking }

interface Sourced {
  readonly sources: ReadonlyArray<Pick<Collection["sources"][number], "connectionId">>
}

/** The routes for which the payer gave a source. */
export const sourcedRoutes = ({ sources }: Sourced) =>
  Effect.map(routesFor("payments.sale"), (routes) =>
    routes.filter(({ connectionId }: Route) => sources.some((source) => source.connectionId === connectionId))
  )

const refused = (fault: StepFault, again: boolean) => ({ _tag: "Refused" as const, again, fault })

const tokenGone: StepFault = {
  code: "azals.token-gone",
  fr: "Le jeton de paiement à usage unique n'est plus là. Demandez-en un nouveau au payeur et relancez l'encaissement.",
  en: "The one-time payment token is gone. Ask the payer for a new one, and start the collection again."
}

const faultOf = (operation: PaymentOperation | undefined): StepFault => {
  const [code, words] = [operation?.code ?? "azals.refused", operation?.message ?? ""]
  return {
    code,
    fr: `Le paiement n'a pas abouti (${code}). ${words}`.trim(),
    en: `The payment did not go through (${code}). ${words}`.trim()
  }
}
