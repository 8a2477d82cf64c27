import { Effect } from "effect"
import { HttpRouter, HttpServerRequest } from "effect/http"
import { HttpApiScalar } from "effect/http-api"
import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import { Api } from "../Api.ts"

/** A script of the reference in the encodings that browsers ask for. */
export interface ReferenceAsset {
  readonly identity: Uint8Array
  readonly br: Uint8Array
  readonly gzip: Uint8Array
}

/** The reference cut in pieces: the page, the hashes its policy names, and its scripts by the name in their address. */
export interface ReferenceParts {
  readonly html: string
  readonly hashes: ReadonlyArray<string>
  readonly assets: ReadonlyMap<string, ReferenceAsset>
}

/** Where the scripts are; a name is the hash of its content, so that what stands at an address never changes. */
export const referenceAssetPath = "/assets/reference/"

/** The generated page, with its scripts (3 MB) taken out of it. Costs a second: once for each process. */
export const referenceParts: Effect.Effect<ReferenceParts> = Effect.gen(function* () {
  const scripts: Array<Script> = []
  const html = (yield* generated).replace(/<script>(.*?)<\/script>/gs, (_, script: string) => {
    const bytes = new TextEncoder().encode(script)
    const digest = createHash("sha256").update(bytes).digest()
    const name = `${digest.toString("hex").slice(0, 32)}.js`
    const hash = `sha256-${digest.toString("base64")}`
    scripts.push({ name, hash, bytes })
    return `<script src="${referenceAssetPath}${name}" integrity="${hash}"></script>`
  })
  const assets = yield* Effect.forEach(scripts, ({ bytes, name }) =>
    Effect.map(compressed(bytes), (asset) => [name, asset] as const)
  )
  return { html, hashes: scripts.map(({ hash }) => hash), assets: new Map(assets) }
})

interface Script {
  readonly name: string
  readonly hash: string
  readonly bytes: Uint8Array
}

const compressed = (identity: Uint8Array) =>
  Effect.all(
    {
      identity: Effect.succeed(identity),
      br: Effect.promise(() => brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })),
      gzip: Effect.promise(() => zip(identity))
    },
    { concurrency: 2 }
  )

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/**
 * What leads to another host is switched off; the link to the maker of the page is hidden, for it has no switch. On a
 * telephone the page is wider than its text by the heading it repeats at its top.
 */
const scalar = {
  authentication: { preferredSecurityScheme: "bearer" },
  customCss: 'a[href*="scalar.com"] { display: none } #api-reference-container { overflow-x: clip }',
  favicon: "data:,",
  hideClientButton: true,
  showDeveloperTools: "never",
  telemetry: false,
  withDefaultFonts: false
} as const

/** The page as the generator makes it: it gives it to a router alone. */
const generated = Effect.gen(function* () {
  const answer = yield* HttpRouter.toHttpEffect(HttpApiScalar.layer(Api, { path: "/", scalar }))
  const request = HttpServerRequest.fromWeb(new Request("http://localhost/"))
  const { body } = yield* Effect.provideService(answer, HttpServerRequest.HttpServerRequest, request)
  if (body._tag !== "Uint8Array") return yield* Effect.die("the reference is generated as bytes")
  return new TextDecoder().decode(body.body)
}).pipe(Effect.scoped, Effect.orDie)
