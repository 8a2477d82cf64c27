import { buildSchema, graphql, type GraphQLSchema } from "graphql"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Simulator } from "../host/Simulator.ts"
import { cardPages } from "./cardPages.ts"
import { consentPage } from "./consentPage.ts"
import { type Caller, partnerApi } from "./partnerApi.ts"
import { decide } from "./consents.ts"
import { onboardingPage } from "./onboardings.ts"
import { projects } from "./projects.ts"
import type { SwanState } from "./SwanState.ts"
import { statementFile } from "./statements.ts"
import { testingApi } from "./testingApi.ts"

/** The schemas that documents are executed against: the part of the published ones that the service uses. */
export interface SwanSchemas {
  readonly partner: GraphQLSchema
  readonly testing: GraphQLSchema
}

export interface SwanSimulation {
  readonly schemas?: SwanSchemas
  /** After how many milliseconds a pending transfer is booked by itself; the Testing API books it when null. */
  readonly booksAfter?: number | null
}

/** The schemas of the project, built once. */
export const projectSchemas = (): SwanSchemas => ({
  partner: schemaOf("partner.graphql"),
  testing: schemaOf("testing.graphql")
})

const schemaOf = (file: string) => buildSchema(readFileSync(join(import.meta.dirname, file), "utf8"))

/**
 * Swan for trials: its token endpoint, its Partner API and its Testing API, each executed against the schema, and the
 * page where a consent is given. One client id is one project, made on its first token, with money on its account.
 */
export const swanSimulator = ({
  booksAfter = null,
  schemas = projectSchemas()
}: SwanSimulation = {}): Simulator => {
  const known = projects(booksAfter)
  return {
    name: "swan",
    title: "Swan",
    answer: async (request) => {
      const { pathname } = new URL(request.url)
      const consentId = /^\/consents\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
      if (consentId !== undefined) return consent(request, consentId, known.withConsent(consentId))
      const cardId = /^\/cards\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
      if (cardId !== undefined) return cardPages(request, cardId, known.withCard(cardId))
      const onboardingId = /^\/onboardings\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
      if (onboardingId !== undefined) {
        return onboardingPage(request, onboardingId, known.withOnboarding(onboardingId))
      }
      const statementId = /^\/statements\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
      if (statementId !== undefined) return statementFile(known.withStatement(statementId), statementId)
      const state = known.byToken(/^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "")
      switch (pathname) {
        case "/oauth2/token":
          return token(request, known.tokenFor)
        case "/sandbox-partner/graphql":
          return execute(request, schemas.partner, state, partnerApi)
        case "/sandbox-partner-admin/graphql":
          return execute(request, schemas.testing, state, testingApi)
        default:
          return new Response("Not found\n", { status: 404 })
      }
    }
  }
}

const token = async (request: Request, tokenFor: (clientId: string) => string) => {
  const form = new URLSearchParams(await request.text())
  const [id, secret] = [form.get("client_id") ?? "", form.get("client_secret") ?? ""]
  if (id === "" || secret === "" || secret === "wrong" || form.get("grant_type") !== "client_credentials") {
    return Response.json({ error: "invalid_client" }, { status: 401 })
  }
  return Response.json({ access_token: tokenFor(id), token_type: "bearer", expires_in: 3600, scope: "" })
}

const execute = async (
  request: Request,
  schema: GraphQLSchema,
  state: SwanState | undefined,
  api: (caller: Caller) => object
) => {
  if (state === undefined) return Response.json({ error: "unauthorized" }, { status: 401 })
  const { query: source, variables: variableValues } = operationOf(JSON.parse(await request.text()))
  const userId = request.headers.get("x-swan-user-id") ?? undefined
  const rootValue = api({ state, userId, origin: new URL(request.url).origin })
  const result = await graphql({ schema, source, rootValue, variableValues })
  return Response.json(result, { status: "data" in result ? 200 : 400 })
}

const consent = async (request: Request, id: string, state: SwanState | undefined) => {
  const found = state?.consents.find((one) => one.id === id)
  if (state === undefined || found === undefined) {
    return new Response("Not found\n", { status: 404 })
  }
  if (request.method === "POST") {
    const form = new URLSearchParams(await request.text())
    decide(state, found, form.get("decision") === "accept")
  }
  return new Response(consentPage(state, found), {
    headers: { "content-type": "text/html; charset=utf-8" }
  })
}

const operationOf = (asked: unknown) => {
  const query =
    typeof asked === "object" && asked !== null && "query" in asked && typeof asked.query === "string"
      ? asked.query
      : ""
  const variables =
    typeof asked === "object" &&
    asked !== null &&
    "variables" in asked &&
    typeof asked.variables === "object" &&
    asked.variables !== null
      ? { ...asked.variables }
      : {}
  return { query, variables }
}
