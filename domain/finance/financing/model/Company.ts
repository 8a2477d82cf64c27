import { Schema } from "effect"
import { Label } from "../../../shared/Text.ts"

const schemes = {
  siren: /^[0-9]{9}$/,
  siret: /^[0-9]{14}$/,
  vat: /^[A-Z]{2}[A-Z0-9]{2,13}$/
}

/** A company by its public number: SIREN, SIRET or VAT number, without spaces. */
export const CompanyIdentity = Schema.Struct({
  scheme: Schema.Literals(["siren", "siret", "vat"]),
  number: Schema.String.check(Schema.isPattern(/^[A-Z0-9]{4,15}$/)),
  name: Schema.NullOr(Label)
})
  .check(
    Schema.makeFilter(
      ({ number, scheme }) =>
        schemes[scheme].test(number) || "a number that its scheme can have, without spaces"
    )
  )
  .annotate({
    identifier: "CompanyIdentity",
    examples: [{ scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" }]
  })
export type CompanyIdentity = typeof CompanyIdentity.Type
