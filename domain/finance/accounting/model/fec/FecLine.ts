import { Schema } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"

/** One line of an entry with the meaning of the 18 zones. Amounts are euro cents; texts may be empty. */
export interface FecLine {
  readonly journalCode: string
  readonly journalLabel: string
  readonly entryNumber: string
  readonly entryDate: LocalDate
  readonly account: string
  readonly accountLabel: string
  readonly auxiliary: string
  readonly auxiliaryLabel: string
  readonly pieceRef: string
  readonly pieceDate: LocalDate | null
  readonly label: string
  readonly debit: bigint
  readonly credit: bigint
  readonly lettering: string
  readonly letteringDate: LocalDate | null
  readonly validDate: LocalDate | null
  /** Minor units of `currency`, as many decimals as ISO 4217 gives it (two for a code it does not know). */
  readonly currencyMinor: bigint | null
  readonly currency: string
  /** Zones 19 to 22, for cash accounting only. */
  readonly cash?: FecCashZones
}

export interface FecCashZones {
  readonly paymentDate: LocalDate | null
  readonly paymentMode: string
  readonly nature: string
  readonly client: string
}

/** A line that cannot be part of a valid file: its place among the lines (header 1), the column and the rule. */
export class FecLineRefused extends Schema.TaggedError<FecLineRefused>()("FecLineRefused", {
  line: Schema.Number,
  column: Schema.Number,
  name: Schema.String,
  rule: Schema.String
}) {}
