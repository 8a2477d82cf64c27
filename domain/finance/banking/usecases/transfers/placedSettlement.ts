import type { FoundTransfer } from "../../../../../ports/finance/BankingProvider.ts"
import type { Asked } from "../../../providers/model/index.ts"
import type { Placed, PlacedTransfer } from "../../model/index.ts"

/** An order as it was taken, as its intent keeps it. */
export const settlementOf = ({ consent, reason, reference, state }: PlacedTransfer) => ({
  reference,
  outcome: { reference, state, consent, reason }
})

/** What was found of an order whose answer was lost. */
export const askedOf = (found: FoundTransfer): Asked<Placed> => {
  switch (found._tag) {
    case "Found":
      return { _tag: "Found", settlement: settlementOf(found.transfer) }
    case "Absent":
      return { _tag: "Absent" }
    case "Undecidable":
      return { _tag: "Pending" }
  }
}
