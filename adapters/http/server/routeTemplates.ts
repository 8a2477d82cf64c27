import { OpenApi } from "effect/http-api"
import { Api } from "../Api.ts"

/** The paths that a host answers, every parameter written `{id}`: what metrics and spans call a request. */
export const routeTemplates = (): ReadonlySet<string> =>
  templatesOf([...Object.keys(OpenApi.fromApi(Api).paths), ...pages])

/** The templates of a contract's paths. */
export const templatesOf = (paths: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(paths.map((path) => path.replace(/\{\w+\}|:\w+/g, "{id}")))

const pages = ["/", "/health", "/ready", "/docs", "/openapi.json"]
