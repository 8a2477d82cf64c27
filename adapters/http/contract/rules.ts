import { Context, Schema } from "effect"
import type { Permission } from "../../../domain/shared/Permission.ts"

/** The right that a route asks for. A route without it does not pass the contract test, and answers nobody. */
export class Requires extends Context.Service<Requires, Permission>()("azals/http/Requires") {}

/**
 * A route whose answer is a stream: it holds no unit of work open while it runs. Only routes that read may be one.
 */
export const Streams = Context.Reference<boolean>("azals/http/Streams", { defaultValue: () => false })

/**
 * Fields of the answer that are shown once: the kept answer of a write, which repeats it to a retry, has null there.
 * Whoever lost the first answer makes a new secret.
 */
export const ShownOnce = Context.Reference<ReadonlyArray<string>>("azals/http/ShownOnce", {
  defaultValue: () => []
})

/** A route whose body holds secrets: what is wrong with it is told without repeating any of it. */
export const HoldsSecrets = Context.Reference<boolean>("azals/http/HoldsSecrets", {
  defaultValue: () => false
})

/**
 * A route where a payment card number has no place: a request that holds one, wherever, is refused before anything of it
 * is stored or logged.
 */
export const RefusesCardNumbers = Context.Reference<boolean>("azals/http/RefusesCardNumbers", {
  defaultValue: () => false
})

/** The largest body that a route takes, in bytes; 1 MiB unless the route says more. */
export const BodyLimit = Context.Reference<number>("azals/http/BodyLimit", { defaultValue: () => 1_048_576 })

/** Every write carries a key of the caller's own; the same key and body get the first answer again. */
export const WriteHeaders = Schema.Struct({
  "idempotency-key": Schema.optional(
    Schema.String.annotate({
      description: "A key of your own for this write, 8 to 128 printable characters; repeating it is safe",
      examples: ["b1946ac9-2f1c-4b5e-9a51-3f0f6b9c1a11"]
    })
  )
})

/** A write that changes a known version. */
export const UpdateHeaders = Schema.Struct({
  ...WriteHeaders.fields,
  "if-match": Schema.String.check(Schema.isPattern(/^"?[0-9]{1,9}"?$/)).annotate({
    description: "The `version` of the resource as you read it",
    examples: ['"1"']
  })
})

/** The version that an `If-Match` names. */
export const versionOf = (ifMatch: string): number => Number(ifMatch.replaceAll('"', ""))
