import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  type Delivery,
  NotificationId,
  type NotificationScheme
} from "../../../domain/finance/notifications/model/index.ts"
import {
  processNotifications,
  scanNotifications
} from "../../../domain/finance/notifications/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { attempt } from "./intentWorld.ts"

/** Keeps deliveries in this order, as the address of the connection would; a second one of an event is none. */
export const keptDeliveries = (
  id: ConnectionId,
  { decode, provider }: NotificationScheme,
  deliveries: ReadonlyArray<Delivery>
) =>
  Effect.gen(function* () {
    const { keepMissed } = yield* Notifications
    for (const delivery of deliveries) {
      const decoded = yield* Effect.fromResult(decode(delivery))
      const { eventId, occurredAt, resourceId, type } = decoded
      if (resourceId === null) continue
      const one = { id: NotificationId.make(uuidV7()), eventId, type, resourceId, occurredAt }
      if ((yield* keepMissed({ id, provider }, [one])) === 1) yield* toldBy(one.id, delivery.body)
    }
  })

/** What the address of the connection keeps of a delivery beside what it decodes. */
const toldBy = (id: NotificationId, body: Uint8Array) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.notification set body = ${body}
        where tenant_id = ${tenantId} and id = ${id}`
    )
  )

/** The work of one job at the notifications of a connection that wait. */
export const processed = (connectionId: ConnectionId) =>
  processNotifications.run({ connectionId }, attempt(1))

/** The search for what never came, and the work at it. */
export const scanned = (connectionId: ConnectionId) =>
  Effect.andThen(scanNotifications.run({ connectionId }, attempt(1)), processed(connectionId))

/** How deliveries go wrong: some are lost, others repeated, all out of order; the same each time. */
export const disorders = {
  "as they came": <A>(all: ReadonlyArray<A>) => all,
  "one in five lost": <A>(all: ReadonlyArray<A>) => all.filter((_, index) => index % 5 !== 2),
  "all in reverse": <A>(all: ReadonlyArray<A>) => all.toReversed(),
  "shuffled, repeated and one in five lost": <A>(all: ReadonlyArray<A>) =>
    [...all, ...all]
      .filter((_, index) => (index % all.length) % 5 !== 1)
      .map((one, index) => [(index * 7919) % 101, one] as const)
      .toSorted(([first], [second]) => first - second)
      .map(([, one]) => one)
}
