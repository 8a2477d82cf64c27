import type { Rule } from "./rule.ts"

/** SQL is written behind one door: a `sql` template anywhere else goes around the tenant binding. */
export const noSqlOutsidePostgresAdapter: Rule = {
  create: (context) => ({
    TaggedTemplateExpression: (node) => {
      if (isSqlTag(node.tag)) context.report({ node, message: "SQL is written in adapters/postgres only." })
    }
  })
}

/** A type argument on a `sql` template is a cast: nothing checks the row against it. */
export const noSqlTypeParameter: Rule = {
  create: (context) => ({
    TaggedTemplateExpression: (node) => {
      if (!isSqlTag(node.tag)) return
      if (node.typeArguments === null || node.typeArguments === undefined) return
      context.report({
        node,
        message: "A row type on a sql template is a cast: decode the rows with SqlSchema."
      })
    }
  })
}

interface Tag {
  readonly type: string
  readonly name?: unknown
  readonly property?: unknown
}

const isSqlTag = (tag: Tag): boolean => {
  if (tag.type === "Identifier") return tag.name === "sql"
  return tag.type === "MemberExpression" && isNamed(tag.property, "sql")
}

const isNamed = (node: unknown, name: string): boolean =>
  typeof node === "object" && node !== null && "name" in node && node.name === name
