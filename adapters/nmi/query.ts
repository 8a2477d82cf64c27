import { Effect } from "effect"
import {
  type Capability,
  CredentialsRefused,
  type OpenConnection,
  ProviderRefused,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import { withoutCardNumbers } from "../../domain/shared/CardNumber.ts"
import { type ProviderHttp, type ProviderQuestion, textOf } from "../../ports/platform/ProviderHttp.ts"
import { nmiDefinition } from "./definition.ts"
import { gatewayAddress } from "./gatewayAddress.ts"
import { type Element, elementOf, elementsNamed, textAt } from "./queryAnswer.ts"
import { saysKeyRefused } from "./responseCodes.ts"
import { formOf } from "./transact.ts"

const provider = nmiDefinition.name

/** One question to `query.php`. The answer is the root element; one that cannot be read is no answer. */
export const query =
  (http: ProviderHttp["Service"], simulator: string | undefined) =>
  (connection: OpenConnection, capability: Capability, fields: Readonly<Record<string, string>>) =>
    Effect.gen(function* () {
      const address = yield* gatewayAddress(connection, simulator, capability)
      const operation = "query"
      const question = {
        connection,
        operation,
        method: "POST",
        url: `${address}/api/query.php`,
        budget: nmiDefinition.budget,
        body: formOf(connection, fields)
      } as const satisfies ProviderQuestion
      const answer = yield* http.ask(question)
      const root = answer.status === 200 ? elementOf(textOf(answer)) : undefined
      if (root === undefined || root.name !== "nm_response") return yield* notReadable(operation)
      const fault = withoutCardNumbers(textAt(root, "error_response"))
      if (fault === "") return root
      if (saysKeyRefused(fault)) return yield* new CredentialsRefused({ provider, operation })
      return yield* new ProviderRefused({ provider, operation, code: "query", message: fault.slice(0, 500) })
    })

const pageSize = 100
const mostPages = 200

/** Every element of a name in an answer that comes in pages. */
export const everyPage =
  (ask: ReturnType<typeof query>) =>
  (
    connection: OpenConnection,
    capability: Capability,
    fields: Readonly<Record<string, string>>,
    name: string
  ) =>
    Effect.gen(function* () {
      const found: Array<Element> = []
      for (let page = 0; page < mostPages; page++) {
        const root = yield* ask(connection, capability, {
          ...fields,
          result_limit: String(pageSize),
          page_number: String(page)
        })
        const items = elementsNamed(root, name)
        found.push(...items)
        if (items.length < pageSize) return found
      }
      return yield* notReadable("query")
    })

const notReadable = (operation: string) =>
  Effect.fail(new ProviderUnavailable({ provider, operation, reason: "bad-answer", retryAfterSeconds: null }))
