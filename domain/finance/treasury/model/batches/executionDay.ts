import { addDays, type LocalDate } from "../../../../shared/LocalDate.ts"
import { targetDayFrom } from "../../../../shared/TargetDays.ts"
import type { ParisMoment } from "../TreasuryAccount.ts"

/**
 * The day on which a bank executes: the day asked for, or the earliest one where none is or it is too early, and then the
 * next day on which TARGET is open. Today counts before the account's cut-off only.
 */
export const executionDay = (
  { day, time }: ParisMoment,
  cutOff: string,
  requestedOn: LocalDate | null
): LocalDate => {
  const opens = targetDayFrom(day)
  const earliest = opens === day && time >= cutOff ? targetDayFrom(addDays(day, 1)) : opens
  return requestedOn === null || requestedOn < earliest ? earliest : targetDayFrom(requestedOn)
}
