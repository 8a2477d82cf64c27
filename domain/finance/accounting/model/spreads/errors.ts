import { Schema } from "effect"
import { Money } from "../../../../shared/Money.ts"

/** Some instalment would be nothing: the total is too small for so many. */
export class SpreadTooSmall extends Schema.TaggedError<SpreadTooSmall>()(
  "SpreadTooSmall",
  { total: Money, instalments: Schema.Int },
  { httpApiStatus: 422 }
) {}
