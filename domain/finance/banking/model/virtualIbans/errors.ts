import { Schema } from "effect"

const Iban = Schema.String.annotate({ examples: ["FR7630006000011234567890189"] })

/** The account has no virtual IBAN like this one, as it was when last read. */
export class VirtualIbanNotThere extends Schema.TaggedError<VirtualIbanNotThere>()(
  "VirtualIbanNotThere",
  { iban: Iban },
  { httpApiStatus: 422 }
) {}

/** This virtual IBAN is mapped already, and a mapping is for life. */
export class VirtualIbanTaken extends Schema.TaggedError<VirtualIbanTaken>()(
  "VirtualIbanTaken",
  {
    iban: Iban,
    virtualIbanId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"] })
  },
  { httpApiStatus: 409 }
) {}
