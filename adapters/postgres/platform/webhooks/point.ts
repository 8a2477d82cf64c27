import { Effect } from "effect"
import type { SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** Says when the webhook is to be looked at next; with a turn, gives it back too. The rule stands in the database. */
export const point = ({ sql }: TenantStatements, id: SubscriptionId, turn: string | null) =>
  Effect.asVoid(sql`select azals.point_at_webhook(${id}::uuid, ${turn}::uuid)`)
