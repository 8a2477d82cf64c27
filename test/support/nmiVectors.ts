import { Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { sharedContracts } from "./sharedContracts.ts"

const Vectors = Schema.fromJsonString(
  Schema.Struct({
    vectors: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        signing_key: Schema.String,
        payload_base64: Schema.Uint8ArrayFromBase64,
        sig_header: Schema.NullOr(Schema.String),
        expect: Schema.Literals([
          "event",
          "signature_mismatch",
          "missing_header",
          "format_error",
          "payload_error"
        ])
      })
    )
  })
)

/** The published vectors of NMI's signature; none on a machine without them. */
export const nmiVectors = () => {
  const folder = sharedContracts("nmi")
  if (folder === null) return []
  return Schema.decodeUnknownSync(Vectors)(readFileSync(join(folder, "webhook-vectors.json"), "utf8")).vectors
}

/** How we name what the vectors expect. */
export const reasonsOf = {
  event: ["ok"],
  signature_mismatch: ["mismatch"],
  missing_header: ["missing-header"],
  format_error: ["malformed-header"],
  payload_error: ["not-json", "not-a-notification"]
} as const
