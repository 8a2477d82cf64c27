import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { FileId, StoredFile } from "../../../domain/platform/files/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, Streams } from "../contract/rules.ts"

const params = { fileId: FileId }

export class FilesApi extends HttpApiGroup.make("files")
  .add(
    HttpApiEndpoint.get("files", "/files", { query: PageQuery, success: Page(StoredFile) })
      .annotate(Requires, "files:read")
      .annotate(OpenApi.Summary, "List the files that you may read, newest first"),
    HttpApiEndpoint.get("file", "/files/:fileId", { params, success: StoredFile, error: NotFoundProblem })
      .annotate(Requires, "files:read")
      .annotate(OpenApi.Summary, "One file: its name, size and digest"),
    HttpApiEndpoint.get("fileContent", "/files/:fileId/content", {
      params,
      success: HttpApiSchema.StreamUint8Array(),
      error: NotFoundProblem
    })
      .annotate(Requires, "files:read")
      .annotate(Streams, true)
      .annotate(OpenApi.Summary, "The bytes of a file, to be saved under its name")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Files")
  .annotate(OpenApi.Description, "Files: what exports wrote and what was uploaded, until they expire") {}
