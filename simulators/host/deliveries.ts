/** How badly deliveries go: repeated, in reverse order, and one of every so many lost. */
export interface Disorder {
  readonly copies?: number
  readonly reversed?: boolean
  readonly dropEvery?: number
}

/** What is delivered of what happened, and in which order. */
export const misordered = <A>(
  happened: ReadonlyArray<A>,
  { copies = 1, dropEvery = 0, reversed = false }: Disorder
): ReadonlyArray<A> => {
  const left = happened.filter((_, index) => dropEvery === 0 || (index + 1) % dropEvery !== 0)
  const ordered = reversed ? left.toReversed() : left
  return ordered.flatMap((one) => Array.from({ length: copies }, () => one))
}

/** Sends each to its subscriber, one after the other. Answers the statuses. */
export const delivered = async <A>(
  events: ReadonlyArray<A>,
  requestOf: (event: A) => {
    readonly url: string
    readonly headers: Record<string, string>
    readonly body: string
  }
): Promise<ReadonlyArray<number>> => {
  const statuses: Array<number> = []
  for (const event of events) {
    const { body, headers, url } = requestOf(event)
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body
    })
    statuses.push(answer.status)
  }
  return statuses
}
