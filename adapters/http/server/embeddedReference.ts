import { Effect } from "effect"
import { HttpRouter, HttpServerError, type HttpServerRequest, HttpServerResponse } from "effect/http"
import {
  type ReferenceAsset,
  referenceAssetPath,
  type ReferenceParts,
  referenceParts
} from "./referenceAssets.ts"

/**
 * The interactive reference at `/docs`, and its scripts at addresses made of their content, which a browser keeps for
 * good. It works without a network, and its policy lets it talk to this service alone. 3 MB: Node only.
 */
export const embeddedReference = HttpRouter.use(
  Effect.fnUntraced(function* (router) {
    const parts = yield* Effect.cached(referenceParts)
    yield* router.add("GET", "/docs", Effect.map(parts, pageOf))
    yield* router.add("GET", `${referenceAssetPath}:name`, (request) =>
      Effect.flatMap(parts, ({ assets }) => {
        const asset = assets.get(request.url.slice(request.url.lastIndexOf("/") + 1))
        return asset === undefined ? notFound(request) : Effect.succeed(scriptOf(asset, request))
      })
    )
  })
)

const pageOf = ({ hashes, html }: ReferenceParts) =>
  HttpServerResponse.setHeader(
    HttpServerResponse.html(
      html
        .replace("<html>", '<html lang="en">')
        .replace("</head>", '<link rel="icon" href="data:," /></head>')
    ),
    "content-security-policy",
    policyOf(hashes)
  )

const notFound = (request: HttpServerRequest.HttpServerRequest) =>
  Effect.fail(new HttpServerError.HttpServerError({ reason: new HttpServerError.RouteNotFound({ request }) }))

/** The smallest form that the browser takes. */
const scriptOf = (asset: ReferenceAsset, { headers }: HttpServerRequest.HttpServerRequest) => {
  const accepted = headers["accept-encoding"] ?? ""
  const encoding = (["br", "gzip"] as const).find((one) => new RegExp(`\\b${one}\\b(?!;q=0)`).test(accepted))
  return HttpServerResponse.uint8Array(asset[encoding ?? "identity"], {
    contentType: "text/javascript; charset=utf-8",
    headers: {
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      ...(encoding === undefined ? {} : { "content-encoding": encoding })
    }
  })
}

/** Only the page's own scripts run, each known by its hash; they write styles of their own. */
const policyOf = (hashes: ReadonlyArray<string>) =>
  [
    "default-src 'none'",
    `script-src ${hashes.map((hash) => `'${hash}'`).join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join("; ")
