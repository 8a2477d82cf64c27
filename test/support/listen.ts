import { Effect, Queue, Stream } from "effect"
import { Host } from "./hosts.ts"

/** One message of a stream of events, as it came over the wire; `comment` when it is none. */
export interface Message {
  readonly id: string
  readonly event: string
  readonly data: string
  readonly comment: string
}

/**
 * Listens to the running host until the scope closes. `messages` hands them over one by one and ends with the answer;
 * `status` is that of the answer.
 */
export const listen = (key: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const controller = yield* Effect.acquireRelease(
      Effect.sync(() => new AbortController()),
      (made) => Effect.sync(() => made.abort())
    )
    const { signal } = controller
    const response = yield* Effect.promise(() =>
      fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}`, ...headers }, signal })
    )
    const messages = yield* Queue.unbounded<Message, "ended">()
    const body = response.body ?? new ReadableStream<Uint8Array>()
    yield* Stream.fromReadableStream({ evaluate: () => body, onError: () => "cut" }).pipe(
      Stream.decodeText(),
      Stream.splitLines,
      Stream.runForEach(collect((message) => Queue.offerUnsafe(messages, message))),
      Effect.ignore,
      Effect.andThen(Queue.fail(messages, "ended")),
      Effect.forkScoped
    )
    return { status: response.status, headers: response.headers, messages }
  })

/** Puts lines together until the empty one that ends a message. */
const collect = (emit: (message: Message) => void) => {
  let fields: Record<string, string> = {}
  return (line: string) =>
    Effect.sync(() => {
      if (line !== "") {
        const at = line.indexOf(":")
        fields[at === 0 ? "comment" : line.slice(0, at)] = line.slice(at + 1).trim()
        return
      }
      const { comment = "", data = "", event = "", id = "" } = fields
      fields = {}
      if (data !== "" || comment !== "") emit({ id, event, data, comment })
    })
}

/** The next `count` events, without comments. */
export const take = (messages: Queue.Dequeue<Message, "ended">, count: number) =>
  Stream.fromQueue(messages).pipe(
    Stream.filter(({ comment }) => comment === ""),
    Stream.take(count),
    Stream.runCollect
  )
