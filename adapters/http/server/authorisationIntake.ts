import { Clock, Duration, Effect, Option, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { PaymentControl } from "../../../domain/finance/cards/model/index.ts"
import { answerPayment, decisionTime } from "../../../domain/finance/cards/usecases/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { NotificationGate } from "../../../ports/finance/NotificationGate.ts"
import { PaymentControls } from "../../../ports/finance/PaymentControls.ts"
import { intake } from "./intake.ts"
import { knownConnections } from "./knownConnections.ts"

/**
 * `POST /v2/hooks/in/{provider}/{address}/authorisations`: an issuer asks whether a payment of a card may be made, while
 * the payer waits, at the address of a connection. The answer is the issuer's own JSON. What is not decided within
 * `decisionTime`, however little of it the way to the decision has left, is the declared answer: a refusal.
 */
export const authorisationIntake = HttpRouter.use((router) =>
  Effect.gen(function* () {
    const gate = yield* NotificationGate
    const controls = yield* PaymentControls
    const connectionOf = connectionsBehind(gate)

    yield* router.add(
      "POST",
      "/v2/hooks/in/:provider/:address/authorisations",
      Effect.gen(function* () {
        const started = yield* Clock.currentTimeMillis
        const request = yield* HttpServerRequest.HttpServerRequest
        const { address = "", provider } = yield* HttpRouter.params
        const control = [...controls.values()].find((one) => one.provider === provider)
        if (control === undefined || !intake.isAddress(address)) return yield* intake.unknownRoute(request)
        const delivery = { headers: request.headers, body: yield* intake.bodyOf(request) }
        const known = yield* Effect.timeoutOption(
          connectionOf(control, Redacted.make(address)),
          decisionTime.decide
        )
        if (Option.isNone(known)) return yield* tooLate(control)
        if (Option.isNone(known.value)) return yield* intake.unknownRoute(request)
        const { connection, scope } = known.value.value
        yield* Effect.fromResult(intake.proven(control.proof, connection, delivery))
        const asked = yield* Effect.fromResult(control.decode(delivery))
        const spent = Duration.millis((yield* Clock.currentTimeMillis) - started)
        const left = Duration.subtract(Duration.fromInputUnsafe(decisionTime.decide), spent)
        const approved = yield* answerPayment(connection.id, asked, left).pipe(
          Effect.provideService(TenantScope, scope),
          Effect.catchDefect(unexpected)
        )
        return answered(control.answer(approved, asked.amount))
      }).pipe(Effect.catchTags(intake.refusals))
    )
  })
)

/** The connection behind an address, opened again only when the database says that it has changed. */
const connectionsBehind = (gate: NotificationGate["Service"]) => {
  const known = knownConnections()
  return Effect.fnUntraced(function* ({ provider }: PaymentControl, address: Redacted.Redacted) {
    const owner = yield* gate.admit(address)
    if (Option.isNone(owner) || owner.value.provider !== provider) return Option.none()
    const { connectionId, connectionVersion, tenantId } = owner.value
    const scope = yield* intake.scopeOf(tenantId)
    const remembered = known.get(Redacted.value(address))?.connection
    if (remembered?.id === connectionId && remembered.version === connectionVersion) {
      return Option.some({ scope, connection: remembered })
    }
    const opened = openConnection(connectionId, "asking")
    const connection = yield* Effect.provideService(opened, TenantScope, scope)
    known.keep({ address, connection })
    return Option.some({ scope, connection })
  })
}

/** Whoever pays is answered the declared refusal too when something breaks here. */
const unexpected = (defect: unknown) =>
  Effect.as(Effect.logError("A payment was refused because its decision failed unexpectedly", defect), null)

const answered = (body: string) => HttpServerResponse.text(body, { contentType: "application/json" })

const tooLate = (control: PaymentControl) =>
  Effect.as(
    Effect.logError("A payment was refused because its connection was not read in time"),
    answered(control.answer(null, null))
  )
