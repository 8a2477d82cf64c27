import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "./lintTree.ts"

export type Stability = "stable" | "unstable" | "experimental"

const dist = join(projectRoot, "node_modules", "effect", "dist")

/** The `@stability` tag of each export of a module of the installed `effect`, such as `""`, `Schema` or `sql`. */
export const exportsOf = (module: string): ReadonlyMap<string, Stability> => {
  const known = read.get(module)
  if (known !== undefined) return known
  const file = [`${module}.d.ts`, join(module, "index.d.ts")].find((path) => existsSync(join(dist, path)))
  const tags =
    file === undefined ? new Map<string, Stability>() : tagsIn(readFileSync(join(dist, file), "utf8"))
  read.set(module, tags)
  return tags
}

/** What a whole module promises: the one tag of all its exports, or the several ones it mixes. */
export const promiseOf = (module: string): string =>
  [...new Set(exportsOf(module).values())].toSorted().join(" and ")

const read = new Map<string, ReadonlyMap<string, Stability>>()

const documented =
  /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:(?:const|let|function|class|type|interface|namespace)\s|\*\s+as\s|\{\s*)?\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?/g

const tagsIn = (declarations: string) => {
  const tags = new Map<string, Stability>()
  for (const [, comment = "", name = "", alias] of declarations.matchAll(documented)) {
    const tag = /@stability (stable|unstable|experimental)/.exec(comment)?.[1]
    if (tag === "stable" || tag === "unstable" || tag === "experimental") tags.set(alias ?? name, tag)
  }
  return tags
}

/** One use of an export of `effect` in a source text: `module` is `""` for the root. */
export interface EffectUse {
  readonly module: string
  readonly name: string
}

/** What a source text takes from `effect`: the names it imports, and the members of the modules among them. */
export const effectUses = (source: string): ReadonlyArray<EffectUse> =>
  [
    ...source.matchAll(/import\s+(?:type\s+)?(\{[^}]*\}|\* as \w+)\s+from\s+"effect(?:\/([\w/-]+))?"/g)
  ].flatMap(([, names = "", module = ""]) => {
    const whole = /^\* as (\w+)$/.exec(names)?.[1]
    if (whole !== undefined) return membersOf(whole, module, source)
    return [...names.matchAll(/(?:type\s+)?(\w+)(?:\s+as\s+(\w+))?\s*[,}]/g)].flatMap(
      ([, name = "", alias]) => [
        { module, name },
        ...(module === "" || exportsOf(join(module, name)).size > 0
          ? membersOf(alias ?? name, join(module, name), source)
          : [])
      ]
    )
  })

const membersOf = (local: string, module: string, source: string) =>
  exportsOf(module).size === 0
    ? []
    : [...source.matchAll(new RegExp(`(?<![\\w.])${local}\\.(\\w+)`, "g"))].map(([, name = ""]) => ({
        module,
        name
      }))
