import { Schema } from "effect"

const Entity = Schema.String.annotate({ description: "The kind of thing", examples: ["Entry"] })

const EntityId = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"] })

/** Nothing with this id is visible to the acting company: unknown and foreign ids answer alike. */
export class NotFound extends Schema.TaggedError<NotFound>()(
  "NotFound",
  { entity: Entity, id: EntityId },
  { httpApiStatus: 404 }
) {}

/** The row has changed since the caller read it. `current` is its version now. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()(
  "VersionConflict",
  { entity: Entity, id: EntityId, current: Schema.Int },
  { httpApiStatus: 409 }
) {}

/** The state machine has no such step from the current state. `allowed` lists the steps that it has. */
export class IllegalTransition extends Schema.TaggedError<IllegalTransition>()(
  "IllegalTransition",
  {
    entity: Entity,
    id: EntityId,
    from: Schema.String.annotate({ examples: ["posted"] }),
    attempted: Schema.String.annotate({ examples: ["draft"] }),
    allowed: Schema.Array(Schema.String.annotate({ examples: ["reversed"] }))
  },
  { httpApiStatus: 409 }
) {}

/** A code or reference that must be unique in the company is taken. */
export class AlreadyExists extends Schema.TaggedError<AlreadyExists>()(
  "AlreadyExists",
  { entity: Entity, key: Schema.String.annotate({ examples: ["VE"] }) },
  { httpApiStatus: 409 }
) {}

/** The acting credential lacks a right. */
export class PermissionDenied extends Schema.TaggedError<PermissionDenied>()(
  "PermissionDenied",
  { permission: Schema.String.annotate({ examples: ["accounting:post"] }) },
  { httpApiStatus: 403 }
) {}

/** The request holds what may be a payment card number: nothing of it was stored or logged. It is not repeated here. */
export class CardNumberRefused extends Schema.TaggedError<CardNumberRefused>()(
  "CardNumberRefused",
  {
    place: Schema.Literals(["address", "header", "body"]).annotate({
      description: "The part of the request that held it",
      examples: ["body"]
    })
  },
  { httpApiStatus: 422 }
) {}
