import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "./lintTree.ts"

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
}

/** Each file under the given folders of the project whose name ends in one of `endings`. */
export const sourceFiles = (
  folders: ReadonlyArray<string>,
  endings: ReadonlyArray<string> = [".ts", ".mjs"]
): ReadonlyArray<SourceFile> =>
  folders.flatMap((folder) =>
    filesUnder(folder)
      .filter((path) => endings.some((ending) => path.endsWith(ending)))
      .map((path) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }))
  )

const filesUnder = (folder: string): ReadonlyArray<string> => {
  const found = readdirSync(projectRoot, { withFileTypes: true }).some(
    ({ name }) => name === folder.split("/")[0]
  )
  if (!found) return []
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
}
