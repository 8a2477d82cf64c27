import { Schema } from "effect"

const Reference = Schema.String.annotate({ examples: ["8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"] })

/** The account has no member like this one, as it was when last read. */
export class MemberNotThere extends Schema.TaggedError<MemberNotThere>()(
  "MemberNotThere",
  { memberReference: Reference },
  { httpApiStatus: 422 }
) {}

/** Somebody with this address is a member of the account already. */
export class MemberThere extends Schema.TaggedError<MemberThere>()(
  "MemberThere",
  { email: Schema.String.annotate({ examples: ["claire@example.fr"] }), memberReference: Reference },
  { httpApiStatus: 409 }
) {}

/** What is asked cannot become of this member: of its state, or because of who it is. */
export class MemberNotChangeable extends Schema.TaggedError<MemberNotChangeable>()(
  "MemberNotChangeable",
  {
    memberReference: Reference,
    because: Schema.Literals(["state", "ours", "legal-representative"]),
    state: Schema.String.annotate({ examples: ["Disabled"] })
  },
  { httpApiStatus: 409 }
) {}

/** Nobody gives a right that he lacks: the caller here, or the connection's user at the institution. */
export class RightNotHeld extends Schema.TaggedError<RightNotHeld>()(
  "RightNotHeld",
  {
    right: Schema.String.annotate({ examples: ["initiatesPayments"] }),
    lackedBy: Schema.Literals(["caller", "user"])
  },
  { httpApiStatus: 403 }
) {}
