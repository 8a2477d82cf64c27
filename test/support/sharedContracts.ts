import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** A folder of published contracts beside the repository or one of its parents; null on a machine without it. */
export const sharedContracts = (folder: string): string | null => {
  let at = dirname(fileURLToPath(import.meta.url))
  while (at !== dirname(at)) {
    const found = join(at, "shared", "contracts", folder)
    if (existsSync(found)) return found
    at = dirname(at)
  }
  return null
}
