export { purgeFilesKind } from "./purgeFilesKind.ts"
export { FileId, FileName, StoredFile } from "./StoredFile.ts"
