import { Schema } from "effect"
import { jobKind } from "../../jobs/model/index.ts"

/** Verifies the whole audit of the company, whatever its length. */
export const verifyTrailKind = jobKind({
  name: "audit.verify-trail",
  payload: Schema.Struct({}),
  permissions: ["audit:read"],
  maxAttempts: 5
})
