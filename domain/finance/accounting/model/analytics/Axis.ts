import { Schema } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"

export const AxisId = Uuid.pipe(Schema.brand("AxisId"))
export type AxisId = typeof AxisId.Type

const Prefix = Schema.String.check(Schema.isPattern(/^[1-8][0-9A-Z]{0,19}$/u)).annotate({
  description: "Accounts whose code begins with this",
  examples: ["6"]
})

const axisFields = {
  code: Code,
  label: Label,
  /** Lines of these accounts must name a section of the axis. */
  requiredFor: Schema.Array(Prefix).check(Schema.isMaxLength(50))
}

export const NewAxis = Schema.Struct(axisFields).annotate({
  identifier: "NewAxis",
  examples: [{ code: "SITE", label: "Chantier", requiredFor: ["6", "7"] }]
})
export type NewAxis = typeof NewAxis.Type

/** One way of cutting the books: sites, departments, projects. An inactive one takes and asks for nothing new. */
export const Axis = Schema.Struct({
  id: AxisId,
  ...axisFields,
  active: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "Axis" })
export type Axis = typeof Axis.Type

export const AxisChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  requiredFor: Schema.optionalKey(axisFields.requiredFor),
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({ identifier: "AxisChange", examples: [{ requiredFor: ["6"] }] })
export type AxisChange = typeof AxisChange.Type

export const SectionId = Uuid.pipe(Schema.brand("SectionId"))
export type SectionId = typeof SectionId.Type

export const NewSection = Schema.Struct({ code: Code, label: Label }).annotate({
  identifier: "NewSection",
  examples: [{ code: "LYON", label: "Chantier de Lyon" }]
})
export type NewSection = typeof NewSection.Type

/** One part of an axis. */
export const Section = Schema.Struct({
  id: SectionId,
  axis: Code,
  code: Code,
  label: Label,
  active: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "Section" })
export type Section = typeof Section.Type

export const SectionChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({ identifier: "SectionChange", examples: [{ active: false }] })
export type SectionChange = typeof SectionChange.Type

/** The movements of an account in a section; `section` null is what has none. */
export const SectionAmount = Schema.Struct({
  account: AccountCode,
  accountLabel: Label,
  section: Schema.NullOr(Code),
  label: Schema.String.annotate({ examples: ["Chantier de Lyon"] }),
  debit: Money,
  credit: Money
}).annotate({ identifier: "SectionAmount" })
export type SectionAmount = typeof SectionAmount.Type

export interface SectionSpan {
  readonly axis: string
  readonly from: LocalDate
  readonly to: LocalDate
}
