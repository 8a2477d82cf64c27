import { HttpRouter, HttpServerResponse } from "effect/http"

/** `/docs` where the interactive reference is too heavy to carry: it says where the contract is. */
export const linkedReference = HttpRouter.add(
  "GET",
  "/docs",
  HttpServerResponse.html(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>AZALSCORE API</title>
  </head>
  <body>
    <h1>AZALSCORE API</h1>
    <p>The contract is <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1): open it in any OpenAPI viewer.</p>
    <p>Le contrat est à l'adresse <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
  </body>
</html>
`)
)
