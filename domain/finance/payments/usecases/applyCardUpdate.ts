import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { changedCards, updaterWord } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { gatewayOf } from "./gatewayOf.ts"

/**
 * What a notification of the card schemes' updater brings. What it says of which card is not documented: every kept card
 * is read again in the vault, and what is shown of it changes. Where a customer is to be asked, or an account is closed,
 * somebody has to look at the gateway's own list: an event says so.
 */
export const applyCardUpdate = notificationApplier<AppliedPorts>({
  concern: "payments.methods",
  read: (_, connection, { type }) =>
    Effect.gen(function* () {
      const word = attention[updaterWord(type)]
      if (word !== undefined) return { _tag: "Apply", asOf: 0n, write: announce(connection, word) } as const
      const { keptAt } = yield* PaymentMethods
      const { storedMethods } = yield* gatewayOf(connection, "payments.stored-methods")
      const known = (yield* keptAt(connection.id)).flatMap(({ method, reference }) =>
        reference === null ? [] : [{ ...method, reference }]
      )
      const shown = known.length === 0 ? [] : yield* storedMethods(connection)
      return { _tag: "Apply", asOf: 0n, write: write(changedCards(known, shown)) } as const
    })
})

const write = Effect.fnUntraced(function* (changed: ReturnType<typeof changedCards>) {
  const methods = yield* PaymentMethods
  const events = yield* Events
  for (const { expires, id: methodId, masked, version } of changed) {
    const { method } = yield* Effect.orDie(methods.hold(methodId))
    if (method.version !== version) return "not-yet"
    yield* methods.change(methodId, ["kept"], { ...nothingNew, state: "kept", masked, expires })
    yield* events.publish({ type: "payments.method.card_updated", entityId: methodId, payload: {} })
  }
  return undefined
})

const announce = ({ id, provider }: OpenConnection, type: string) =>
  Effect.flatMap(Events, ({ publish }) => publish({ type, entityId: id, payload: { provider } }))

const nothingNew = { reference: null, code: null, message: null }

/** What somebody has to do, as an event says it. */
const attention: Readonly<Record<string, string>> = {
  contactcustomer: "payments.updater.contact_customer",
  closedaccount: "payments.updater.closed_account"
}
