import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"

/** A statement is of days in their order that are all over, in Paris. */
export class StatementPeriodRefused extends Schema.TaggedError<StatementPeriodRefused>()(
  "StatementPeriodRefused",
  { from: LocalDate, to: LocalDate, today: LocalDate },
  { httpApiStatus: 422 }
) {}

/** The account shows no statement like this one with a document of a known format, as it was when last read. */
export class StatementNotThere extends Schema.TaggedError<StatementNotThere>()(
  "StatementNotThere",
  { reference: Schema.String.annotate({ examples: ["stmt-1"] }) },
  { httpApiStatus: 422 }
) {}
