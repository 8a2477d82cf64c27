import { DateTime, Schema } from "effect"
import { EmailAddress } from "../../../../shared/EmailAddress.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ReturnUrl } from "../transfers/NewTransfer.ts"

export const OnboardingId = Uuid.pipe(Schema.brand("OnboardingId"))
export type OnboardingId = typeof OnboardingId.Type

/**
 * Where an onboarding stands. `asked` and `unknown`: nobody knows yet what came of it; `incomplete`: a person goes on with
 * it at the institution; `complete`: that person may finalize it there; `finalized`: an account is opened; `refused`: the
 * institution did not create it, or shows it no more.
 */
export const OnboardingState = Schema.Literals([
  "asked",
  "unknown",
  "incomplete",
  "complete",
  "finalized",
  "refused"
])
export type OnboardingState = typeof OnboardingState.Type

const wanted = {
  connectionId: ConnectionId,
  accountName: Label,
  country: Schema.Literals(["DE", "ES", "FR", "IT", "NL"]).annotate({
    description: "Of the account: its IBAN starts so"
  }),
  company: Schema.Struct({
    registrationNumber: Schema.String.check(Schema.isPattern(/^[A-Za-z0-9 ./-]{1,50}$/u)).annotate({
      description: "In France the SIREN",
      examples: ["552100554"]
    }),
    name: Label
  }).annotate({ identifier: "OnboardedCompany" }),
  administrator: Schema.Struct({
    firstName: Label.check(Schema.isMaxLength(100)),
    lastName: Label.check(Schema.isMaxLength(100)),
    email: EmailAddress,
    represents: Schema.Literals(["legal-representative", "power-of-attorney"]).annotate({
      description: "By what right this person opens the account"
    })
  }).annotate({ identifier: "OnboardingAdministrator" }),
  returnUrl: ReturnUrl.check(Schema.isMaxLength(255))
}

const example = {
  connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
  accountName: "Compte principal",
  country: "FR" as const,
  company: { registrationNumber: "552100554", name: "Menuiserie Lemaire SARL" },
  administrator: {
    firstName: "Claire",
    lastName: "Lemaire",
    email: "claire@example.fr",
    represents: "legal-representative" as const
  },
  returnUrl: "https://erp.example.fr/onboardings"
}

/** A company that asks an institution for an account, as its holder. What is not said here a person says there, at `url`. */
export const NewOnboarding = Schema.Struct(wanted).annotate({
  identifier: "NewOnboarding",
  examples: [example]
})
export type NewOnboarding = typeof NewOnboarding.Type

/** What the institution shows of an onboarding. */
const Shown = {
  url: Schema.NullOr(
    Schema.String.annotate({
      description: "Where the administrator goes on with it, proves who he is and finalizes it",
      examples: ["https://banking.example.com/onboardings/ob-1"]
    })
  ),
  missing: Schema.Array(
    Schema.Struct({
      part: Schema.String.annotate({ examples: ["company.address"] }),
      faults: Schema.Array(WordedAs(["missing", "invalid"]))
    }).annotate({ identifier: "OnboardingMissingPart" })
  ),
  documents: Schema.NullOr(
    Schema.Struct({
      state: WordedAs(["awaited", "in-review", "approved", "rejected", "cancelled"]),
      purposes: Schema.Array(Schema.String.annotate({ examples: ["CompanyRegistration"] }))
    }).annotate({ identifier: "OnboardingDocuments" })
  ),
  accountReference: Schema.NullOr(
    Schema.String.annotate({
      description:
        "The account that it opened, by the institution's own id: GET /v2/banking/provider-accounts shows it, with how " +
        "far its holder is verified",
      examples: ["acc-1"]
    })
  )
}

/** An onboarding as the institution shows it. */
export const ShownOnboarding = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(["incomplete", "complete", "finalized"]),
  ...Shown
})

/** The opening of an account for the company, and what is still missing, as it was when last read. */
export const Onboarding = Schema.Struct({
  id: OnboardingId,
  ...wanted,
  state: OnboardingState,
  ...Shown,
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  reference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of it", examples: ["ob-1"] })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Onboarding",
  examples: [
    {
      id: OnboardingId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"),
      ...example,
      state: "incomplete",
      url: "https://banking.example.com/onboardings/ob-1",
      missing: [{ part: "company.address", faults: [{ is: "missing", word: "Missing" }] }],
      documents: {
        state: { is: "awaited", word: "WaitingForDocument" },
        purposes: ["CompanyRegistration"]
      },
      accountReference: null,
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      reference: "ob-1",
      createdAt: DateTime.makeUnsafe("2026-11-23T14:05:00Z"),
      version: 2
    }
  ]
})
export type Onboarding = typeof Onboarding.Type
