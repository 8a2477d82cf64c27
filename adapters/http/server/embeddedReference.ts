import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { HttpApiScalar } from "effect/http-api"
import { createHash } from "node:crypto"
import { Api } from "../Api.ts"

/**
 * The interactive reference at `/docs`, with its script inside the page: it works without a network, and its policy
 * lets it talk to this service alone. 3 MB: Node only.
 */
export const embeddedReference = Layer.suspend(() =>
  HttpApiScalar.layer(Api, { path: "/docs", scalar }).pipe(
    Layer.provide(HttpRouter.middleware((page) => Effect.map(page, guarded())).layer)
  )
)

/** What leads to another host is switched off; the link to the maker of the page is hidden, for it has no switch. */
const scalar = {
  authentication: { preferredSecurityScheme: "bearer" },
  customCss: 'a[href*="scalar.com"] { display: none }',
  favicon: "data:,",
  hideClientButton: true,
  showDeveloperTools: "never",
  telemetry: false,
  withDefaultFonts: false
}

/** The page with its policy; the generator hands out one and the same answer, which is read once. */
const guarded = () => {
  const known = new WeakMap<object, HttpServerResponse.HttpServerResponse>()
  return (answer: HttpServerResponse.HttpServerResponse) => {
    const found = known.get(answer) ?? withPolicy(answer)
    known.set(answer, found)
    return found
  }
}

const withPolicy = (answer: HttpServerResponse.HttpServerResponse) => {
  if (answer.body._tag !== "Uint8Array") return answer
  const html = new TextDecoder()
    .decode(answer.body.body)
    .replace("<html>", '<html lang="en">')
    .replace("</head>", '<link rel="icon" href="data:," /></head>')
  return HttpServerResponse.setHeader(
    HttpServerResponse.html(html),
    "content-security-policy",
    policyOf(html)
  )
}

/** Only the page's own scripts run, each known by its hash; they write styles of their own. */
const policyOf = (html: string) => {
  const hashes = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`
  )
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join("; ")
}
