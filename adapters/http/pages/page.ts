import { HttpServerResponse } from "effect/http"
import type { Language } from "../../../domain/shared/Language.ts"

/** A page for a person: nothing from elsewhere, no inline script, its own style and script from this service alone. */
export const page = (
  content: {
    readonly language: Language
    readonly title: string
    readonly body: string
    readonly script?: string
  },
  status = 200
) =>
  HttpServerResponse.setHeaders(
    HttpServerResponse.html(`<!doctype html>
<html lang="${content.language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(content.title)}</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/site.css" />${
      content.script === undefined ? "" : `\n    <script src="${content.script}" defer></script>`
    }
  </head>
  <body>
${content.body}
  </body>
</html>
`),
    { "content-security-policy": policy, vary: "accept-language" }
  ).pipe(HttpServerResponse.setStatus(status))

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'"
].join("; ")

/** A text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
