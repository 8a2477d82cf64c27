import { Effect } from "effect"

interface Paged<A> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: ReadonlyArray<{ readonly node: A }>
}

/** All nodes of a Relay connection, page after page, at most `most` pages: no list of ours is longer. */
export const everyPage = <A, E, R>(
  ask: (after: string | null) => Effect.Effect<Paged<A>, E, R>,
  most = 100
): Effect.Effect<ReadonlyArray<A>, E, R> =>
  Effect.gen(function* () {
    const found: Array<A> = []
    let after: string | null = null
    for (let page = 0; page < most; page++) {
      const { edges, pageInfo }: Paged<A> = yield* ask(after)
      found.push(...edges.map(({ node }) => node))
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) break
      after = pageInfo.endCursor
    }
    return found
  })
