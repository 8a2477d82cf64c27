import { Agent, request } from "node:http"

export interface Shot {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadResult {
  readonly requestsPerSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
}

/**
 * `connections` clients, each on a connection of its own, each sending its next request when the last was answered,
 * for `seconds`. Every answer must have the status `expected`: anything else ends the run.
 */
export const load = async (options: {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly expected: number
  readonly shot: (client: number, turn: number) => Shot
}): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const times: Array<number> = []
  const started = performance.now()
  const until = started + options.seconds * 1000
  const client = async (index: number) => {
    for (let turn = 0; performance.now() < until; turn++) {
      const begun = performance.now()
      const { status, text } = await send(agent, options.port, options.shot(index, turn))
      if (status !== options.expected) throw new Error(`answered ${status}: ${text.slice(0, 500)}`)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: options.connections }, (_, index) => client(index)))
  const elapsed = (performance.now() - started) / 1000
  agent.destroy()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    requestsPerSecond: Math.round(times.length / elapsed),
    p50Milliseconds: round(at(0.5)),
    p99Milliseconds: round(at(0.99))
  }
}

export const round = (value: number) => Math.round(value * 100) / 100

export const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const send = (agent: Agent, port: number, { body, headers, method, path }: Shot) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }
    const sent = request({ agent, host: "127.0.0.1", port, method, path, headers: { ...headers, ...length } })
    sent.once("error", reject)
    sent.once("response", (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() })
      )
      response.once("error", reject)
    })
    sent.end(body)
  })
