import { Schema } from "effect"
import { Code } from "../../../../shared/Text.ts"
import { AccountCode } from "../books/Account.ts"

/** Sections that the company does not have, or that take no new lines, they or their axis. */
export class UnusableSections extends Schema.TaggedError<UnusableSections>()(
  "UnusableSections",
  { sections: Schema.Array(Schema.Struct({ axis: Code, section: Code })) },
  { httpApiStatus: 422 }
) {}

/** Lines whose account needs a section of an axis, and that name none. */
export class MissingSections extends Schema.TaggedError<MissingSections>()(
  "MissingSections",
  { missing: Schema.Array(Schema.Struct({ line: Schema.Int, account: AccountCode, axis: Code })) },
  { httpApiStatus: 422 }
) {}
