import { buildSchema, type GraphQLSchema } from "graphql"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { projectRoot } from "../lintTree.ts"

/** The folder of shared facts beside the project or above it; none where it is absent. */
const sharedFolder = (from = projectRoot): string | undefined => {
  const here = join(from, "shared")
  if (existsSync(join(here, "bench-data"))) return here
  return dirname(from) === from ? undefined : sharedFolder(dirname(from))
}

/** One of Swan's published schemas; none where the shared folder is absent. */
export const publishedSchema = (name: "partner" | "partner-admin"): GraphQLSchema | undefined => {
  const folder = sharedFolder()
  const file = folder === undefined ? undefined : join(folder, "contracts", "swan", `${name}-schema.gql`)
  return file === undefined || !existsSync(file) ? undefined : buildSchema(readFileSync(file, "utf8"))
}
