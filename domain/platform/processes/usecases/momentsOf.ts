import type { ProcessMoment } from "../model/index.ts"
import type { CurrentStep, Found, Opened, Signal } from "../model/index.ts"

type Moment = Pick<ProcessMoment, "note" | "step" | "what">

/** What is noted in the history of a process about a signal that took it further. */
export const momentsOf = (
  { definition: { name: step }, undoing }: CurrentStep,
  signal: Signal,
  told?: Found | Opened
): ReadonlyArray<Moment> => {
  if (signal._tag === "Decided") return [{ step, what: signal.approved ? "approved" : "expired", note: null }]
  if (told === undefined || told._tag === "Opened") {
    return [{ step, what: undoing ? "undo-begun" : "begun", note: told?.subject ?? null }]
  }
  switch (told._tag) {
    case "Succeeded":
      return [{ step, what: undoing ? "undone" : "succeeded", note: told.subject ?? null }]
    case "Unknown":
      return [{ step, what: undoing ? "undo-unknown" : "unknown", note: null }]
    case "Refused":
      return [{ step, what: undoing ? "undo-refused" : "refused", note: { ...told.fault } }]
    case "Pending":
      return [{ step, what: "expired", note: null }]
  }
}
