import { HttpApiScalar } from "effect/http-api"
import { Api } from "../Api.ts"

/** The interactive reference at `/docs`, with its script inside the page: it works without a network. 3 MB: Node only. */
export const embeddedReference = HttpApiScalar.layer(Api, {
  path: "/docs",
  scalar: { withDefaultFonts: false, authentication: { preferredSecurityScheme: "bearer" } }
})
