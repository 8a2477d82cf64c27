import { Schema } from "effect"

/** A company keeps at least one active owner: this change would have left none. */
export class LastOwner extends Schema.TaggedError<LastOwner>()(
  "LastOwner",
  { member: Schema.String },
  { httpApiStatus: 409 }
) {}

/** Nobody gives away a right that he does not have. `missing` lists those that the acting credential lacks. */
export class RightsExceeded extends Schema.TaggedError<RightsExceeded>()(
  "RightsExceeded",
  { missing: Schema.Array(Schema.String) },
  { httpApiStatus: 403 }
) {}

/** The issuer and audience cannot be registered. Why is not said: it may be another company's affair. */
export class OidcProviderRefused extends Schema.TaggedError<OidcProviderRefused>()(
  "OidcProviderRefused",
  { issuer: Schema.String, audience: Schema.String },
  { httpApiStatus: 409 }
) {}
