import { Effect, Schema } from "effect"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { borrowers } from "./borrowers.ts"
import { callsOf } from "./calls.ts"
import { defactoDefinition } from "./definition.ts"
import { events } from "./events.ts"
import { expectedSince } from "./expectedSince.ts"
import { invoices } from "./invoices.ts"
import { loans } from "./loans.ts"

/** Defacto behind the port of invoice financing. `simulation` is the address of its simulator, where one runs. */
export const defactoAdapter = (
  simulation: string | undefined
): Effect.Effect<ProviderAdapter, never, ProviderHttp> =>
  Effect.map(ProviderHttp, (http) => {
    const calls = callsOf(http, simulation)
    return {
      definition: defactoDefinition,
      probe: (connection) =>
        Effect.asVoid(
          calls.ask(
            connection,
            { operation: "hello", capability: "financing.eligibility", method: "GET", path: "/hello" },
            Schema.Unknown
          )
        ),
      expectedSince: expectedSince(calls),
      financing: {
        capabilities: new Set([
          "financing.eligibility",
          "financing.borrowers",
          "financing.products",
          "financing.invoices",
          "financing.loans",
          "financing.events"
        ]),
        ...borrowers(calls),
        ...invoices(calls),
        ...loans(calls),
        ...events(calls)
      }
    }
  })
