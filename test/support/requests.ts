import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { type Operation, payloadsOf } from "./contract.ts"

/** What a generated request departs from the contract's own examples in. */
export interface Departure {
  /** What stands for the ids of the path; an unknown id where this names none. */
  readonly ids?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A valid request of an operation, from the examples of its contract. */
export const requestOf = (
  { document, endpoint, parameters, ...rest }: Operation,
  departure: Departure = {}
) => {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => departure.ids?.[name] ?? uuidV7())
  const query = new URLSearchParams({ ...examples(parameters, "query"), ...departure.query }).toString()
  const payload = payloadsOf({ document, endpoint, parameters, ...rest })[0]
  const keys = endpoint.method === "GET" ? {} : { "idempotency-key": uuidV7() }
  const isFile = payload !== undefined && payload.type === "application/octet-stream"
  const type = isFile ? { "content-type": payload.type } : {}
  const body =
    "body" in departure ? departure.body : (payload?.examples[0] ?? (isFile ? "a file" : undefined))
  return {
    method: endpoint.method,
    path: query === "" ? path : `${path}?${query}`,
    headers: { ...examples(parameters, "header"), ...keys, ...type, ...departure.headers },
    ...(body === undefined ? {} : { body })
  }
}

/** The parameters that must be there, as the contract shows them. */
const examples = (parameters: Operation["parameters"], place: string) =>
  Object.fromEntries(
    parameters
      .filter((one) => one.in === place && one.required)
      .map(({ example, name }) => [name, String(example)])
  )
