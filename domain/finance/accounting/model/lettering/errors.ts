import { Schema } from "effect"
import { Money } from "../../../../shared/Money.ts"
import { LineId } from "../ledger/Entry.ts"

/** The parts of the two sides differ. */
export class LetteringUnbalanced extends Schema.TaggedError<LetteringUnbalanced>()(
  "LetteringUnbalanced",
  { debit: Money, credit: Money },
  { httpApiStatus: 422 }
) {}

/** Lines of several accounts or parties, or of one side only, or in several currencies with given amounts. */
export class LinesDoNotMatch extends Schema.TaggedError<LinesDoNotMatch>()(
  "LinesDoNotMatch",
  { reason: Schema.Literals(["accounts", "parties", "one-side", "currencies", "repeated-line"]) },
  { httpApiStatus: 422 }
) {}

/** More is asked of a line than is open of it. */
export class MoreThanOpen extends Schema.TaggedError<MoreThanOpen>()(
  "MoreThanOpen",
  { lineId: LineId, open: Money },
  { httpApiStatus: 409 }
) {}

/** The lines settle each other in their own currency and leave a difference in the books': its journal is missing. */
export class ExchangeJournalMissing extends Schema.TaggedError<ExchangeJournalMissing>()(
  "ExchangeJournalMissing",
  { difference: Money },
  { httpApiStatus: 422 }
) {}
