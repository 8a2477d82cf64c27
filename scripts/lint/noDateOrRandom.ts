import type { Rule } from "./rule.ts"

/** Now and chance are passed in (`Clock`, `Ids`): a rule that draws them itself cannot be tested or replayed. */
export const noDateOrRandom: Rule = {
  create: (context) => ({
    MemberExpression: (node) => {
      const { object, property } = node
      if (object.type !== "Identifier" || property.type !== "Identifier") return
      const name = `${object.name}.${property.name}`
      if (drawn.has(name) || object.name === "crypto") context.report({ node, message: passedIn(name) })
    },
    CallExpression: (node) => {
      if (isDate(node.callee)) context.report({ node, message: passedIn("Date()") })
    },
    NewExpression: (node) => {
      if (isDate(node.callee) && node.arguments.length === 0) {
        context.report({ node, message: passedIn("new Date()") })
      }
    }
  })
}

const drawn = new Set(["Date.now", "DateTime.nowUnsafe", "Math.random", "performance.now"])

const passedIn = (name: string): string =>
  `${name} is not for the domain: time, ids and chance are passed in.`

const isDate = (node: { readonly type: string; readonly name?: unknown }): boolean =>
  node.type === "Identifier" && node.name === "Date"
