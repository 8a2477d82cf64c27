import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { BankLineId, ValueDatedMoves } from "../../../banking/model/index.ts"

/** A booked line of an account: its amount is below zero where money leaves. */
export interface AccountMovement {
  readonly id: BankLineId
  readonly day: LocalDate
  readonly minor: bigint
  readonly label: string
}

/** What is known of an account from the first day of a year to the end of the next. */
export interface KnownAccount {
  readonly told: ValueDatedMoves
  readonly movements: ReadonlyArray<AccountMovement>
}

/** Whole calendar months, both days included. */
export interface Period {
  readonly from: LocalDate
  readonly to: LocalDate
}
