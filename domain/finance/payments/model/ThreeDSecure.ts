import { Schema } from "effect"

/** What may be kept and shown of an authentication: the proof itself goes to the gateway, and nowhere else. */
const kept = {
  outcome: Schema.Literals(["verified", "attempted"]).annotate({
    description: "verified: the payer was authenticated; attempted: the issuer took no part"
  }),
  eci: Schema.NullOr(
    Schema.String.check(Schema.isPattern(/^[0-9]{1,2}$/u)).annotate({
      description: "Electronic commerce indicator",
      examples: ["05"]
    })
  ),
  version: Schema.NullOr(
    Schema.String.check(Schema.isPattern(/^[12](?:\.[0-9]){1,2}$/u)).annotate({
      description: "Version of 3-D Secure",
      examples: ["2.2.0"]
    })
  ),
  directoryServerId: Schema.NullOr(
    Schema.String.check(Schema.isPattern(/^[A-Za-z0-9-]{1,60}$/u)).annotate({
      description: "The transaction's id at the directory server",
      examples: ["d65e93c3-35ab-41ba-b307-767bfc19eae3"]
    })
  )
}

const proof = Schema.NullOr(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9+/=_-]{1,100}$/u)))

/**
 * The payer's authentication by 3-D Secure, as the gateway's page in the payer's browser gave it (docs.nmi.com, payer
 * authentication): passed through as it came.
 */
export const ThreeDSecure = Schema.Struct({
  ...kept,
  cavv: proof.annotate({ examples: ["Y2FyZGluYWxjb21tZXJjZWF1dGg="] }),
  xid: proof.annotate({ examples: [null] })
})
  .check(
    Schema.makeFilter(
      ({ cavv, outcome }) => outcome === "attempted" || cavv !== null || "cavv when the payer was verified"
    )
  )
  .annotate({
    identifier: "ThreeDSecure",
    examples: [
      {
        outcome: "verified",
        eci: "05",
        version: "2.2.0",
        directoryServerId: "d65e93c3-35ab-41ba-b307-767bfc19eae3",
        cavv: "Y2FyZGluYWxjb21tZXJjZWF1dGg=",
        xid: null
      }
    ]
  })
export type ThreeDSecure = typeof ThreeDSecure.Type

export const KeptThreeDSecure = Schema.Struct(kept).annotate({
  identifier: "KeptThreeDSecure",
  examples: [
    {
      outcome: "verified",
      eci: "05",
      version: "2.2.0",
      directoryServerId: "d65e93c3-35ab-41ba-b307-767bfc19eae3"
    }
  ]
})
export type KeptThreeDSecure = typeof KeptThreeDSecure.Type
