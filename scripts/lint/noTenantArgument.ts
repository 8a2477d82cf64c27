import type { Node, Rule } from "./rule.ts"

/** The tenant is a requirement (`TenantScope`), never an argument: an argument can be the wrong one. */
export const noTenantArgument: Rule = {
  create: (context) => ({
    Identifier: (node) => {
      if (node.name !== "TenantId" || !isInParameters(node)) return
      context.report({ node, message: "The tenant comes from TenantScope, never from an argument." })
    }
  })
}

const isInParameters = (node: Node): boolean => {
  const parent = node.parent
  if (parent === null) return false
  return isParameter(parent, node) || isInParameters(parent)
}

const callables = new Set([
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
  "TSFunctionType",
  "TSMethodSignature"
])

const isParameter = (parent: Node, node: Node): boolean =>
  callables.has(parent.type) &&
  "params" in parent &&
  parent.params.some((parameter: unknown) => parameter === node)
