import { Schema } from "effect"

/** Nothing with this id is visible to the acting company: unknown and foreign ids answer alike. */
export class NotFound extends Schema.TaggedError<NotFound>()(
  "NotFound",
  { entity: Schema.String, id: Schema.String },
  { httpApiStatus: 404 }
) {}

/** The row has changed since the caller read it. `current` is its version now. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()(
  "VersionConflict",
  { entity: Schema.String, id: Schema.String, current: Schema.Int },
  { httpApiStatus: 409 }
) {}

/** The state machine has no such step from the current state. `allowed` lists the steps that it has. */
export class IllegalTransition extends Schema.TaggedError<IllegalTransition>()(
  "IllegalTransition",
  {
    entity: Schema.String,
    id: Schema.String,
    from: Schema.String,
    attempted: Schema.String,
    allowed: Schema.Array(Schema.String)
  },
  { httpApiStatus: 409 }
) {}

/** A code or reference that must be unique in the company is taken. */
export class AlreadyExists extends Schema.TaggedError<AlreadyExists>()(
  "AlreadyExists",
  { entity: Schema.String, key: Schema.String },
  { httpApiStatus: 409 }
) {}

/** The acting credential lacks a right. */
export class PermissionDenied extends Schema.TaggedError<PermissionDenied>()(
  "PermissionDenied",
  { permission: Schema.String },
  { httpApiStatus: 403 }
) {}
