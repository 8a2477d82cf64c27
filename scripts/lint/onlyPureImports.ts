import type { Context, Node, Rule } from "./rule.ts"

/**
 * What `domain` and `ports` may import from outside: the stable modules of `effect` (its unstable ones live in
 * lower-case subpaths such as `effect/sql`) and pure libraries for a format.
 */
export const onlyPureImports: Rule = {
  create: (context) => ({
    ImportDeclaration: (node) => judge(context, node, node.source.value),
    ExportAllDeclaration: (node) => judge(context, node, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) judge(context, node, node.source.value)
    },
    ImportExpression: (node) => judge(context, node, node.source.type === "Literal" ? node.source.value : "")
  })
}

const pure = /^(?:\.{1,2}\/.*|effect(?:\/[A-Z]\w*)?|saxes)$/

const judge = (context: Context, node: Node, source: unknown) => {
  if (typeof source === "string" && pure.test(source)) return
  context.report({
    node,
    message: `${String(source)}: domain and ports import stable effect modules and pure formats only.`
  })
}
