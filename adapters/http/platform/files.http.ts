import { Effect, Stream } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { FileId, type StoredFile } from "../../../domain/platform/files/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Files } from "../../../ports/platform/Files.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

const fileCursor = cursorOf(FileId)

export const filesHandlers = HttpApiBuilder.group(Api, "files", (handlers) =>
  handlers.handleAll({
    files: ({ query }) =>
      Effect.flatMap(Files, ({ list }) => pageOf(fileCursor, query, ({ id }: StoredFile) => id, list)),
    file: ({ params }) => Effect.flatMap(Files, ({ find }) => find(params.fileId)),
    fileContent: ({ params }) =>
      Effect.gen(function* () {
        const { content, find } = yield* Files
        const scope = yield* TenantScope
        const file = yield* find(params.fileId)
        yield* asDownload(file)
        return Stream.provideService(content(file.id), TenantScope, scope)
      })
  })
)

/** Saved, never shown: a file's content must not run in the service's origin whatever it holds. */
const asDownload = ({ contentType, name, size }: StoredFile) =>
  HttpEffect.appendPreResponseHandler((_, response) =>
    Effect.succeed(
      HttpServerResponse.setHeaders(response, {
        "content-type": contentType,
        "content-length": String(size),
        "content-disposition": `attachment; filename="${asciiOf(name)}"; filename*=UTF-8''${encoded(name)}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff"
      })
    )
  )

const asciiOf = (name: string) => name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, "_")

const encoded = (name: string) =>
  encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
