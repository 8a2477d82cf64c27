import { Effect } from "effect"
import { ProviderUnavailable } from "../../domain/finance/providers/model/index.ts"
import { swanDefinition } from "./definition.ts"

interface Paged<A> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: ReadonlyArray<{ readonly node: A }>
}

/**
 * All nodes of a Relay connection, page after page. A list of more than `most` pages is no answer: what is left out
 * would be taken for what is not there.
 */
export const everyPage = <A, E, R>(
  ask: (after: string | null) => Effect.Effect<Paged<A>, E, R>,
  most = 100
): Effect.Effect<ReadonlyArray<A>, E | ProviderUnavailable, R> =>
  Effect.gen(function* () {
    const found: Array<A> = []
    let after: string | null = null
    for (let page = 0; page < most; page++) {
      const { edges, pageInfo }: Paged<A> = yield* ask(after)
      found.push(...edges.map(({ node }) => node))
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return found
      after = pageInfo.endCursor
    }
    return yield* new ProviderUnavailable({
      provider: swanDefinition.name,
      operation: "every-page",
      reason: "bad-answer",
      retryAfterSeconds: null
    })
  })
