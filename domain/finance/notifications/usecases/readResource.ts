import { Effect } from "effect"
import { NotificationAppliers } from "../../../../ports/finance/NotificationAppliers.ts"
import { failureText, type OpenConnection } from "../../providers/model/index.ts"
import type { Application, NotificationNote } from "../model/index.ts"
import type { NotificationGroup } from "./processNotifications.ts"

/** What the reading of a group's resource brought. */
export interface Reading {
  readonly group: NotificationGroup
  readonly came:
    | Application<never>
    | { readonly _tag: "NotFollowed"; readonly note: NotificationNote }
    | { readonly _tag: "Failed"; readonly note: NotificationNote }
}

/** Reads what the group is about, outside any unit of work. Never fails: what went wrong is what came of it. */
export const readResource = Effect.fnUntraced(function* (
  connection: OpenConnection,
  group: NotificationGroup
) {
  const appliers = yield* NotificationAppliers
  const { about, concern } = group
  const applier = concern === null ? undefined : appliers.get(concern.kind)
  if (concern === null || applier === undefined) {
    return { group, came: { _tag: "NotFollowed", note: notFollowed } } satisfies Reading
  }
  return yield* applier.read(concern, connection, about[0]).pipe(
    Effect.map((came): Reading => ({ group, came })),
    Effect.catch((failure) =>
      Effect.succeed<Reading>({
        group,
        came: { _tag: "Failed", note: { code: failure._tag, ...failureText(failure) } }
      })
    ),
    Effect.catchDefect((defect) =>
      Effect.as(Effect.logError("Reading what a notification is about failed unexpectedly", defect), {
        group,
        came: { _tag: "Failed", note: unexpected }
      } satisfies Reading)
    )
  )
})

const notFollowed: NotificationNote = {
  code: "not-followed",
  fr: "Le service ne suit pas ce dont parle cette notification.",
  en: "The service does not follow what this notification is about."
}

/** A fault that nobody foresaw: its details are in the service's logs. */
export const unexpected: NotificationNote = {
  code: "unexpected",
  fr: "Une erreur inattendue a interrompu le traitement. Le détail est dans le journal du service.",
  en: "An unexpected fault stopped the work. The details are in the service's log."
}
