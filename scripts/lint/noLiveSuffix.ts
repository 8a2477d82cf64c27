import type { Context, Node, Rule } from "./rule.ts"

/** A name says what a thing is in the field's words; these endings only say that somebody had no word. */
export const noLiveSuffix: Rule = {
  create: (context) => ({
    ExportSpecifier: (node) => {
      if (node.exported.type === "Identifier") judge(context, node, node.exported.name)
    },
    ExportNamedDeclaration: (node) => {
      const declared = node.declaration
      if (declared === null) return
      if (declared.type === "VariableDeclaration") {
        for (const { id } of declared.declarations) {
          if (id.type === "Identifier") judge(context, id, id.name)
        }
      } else if ("id" in declared && declared.id?.type === "Identifier") {
        judge(context, declared.id, declared.id.name)
      }
    }
  })
}

const wordless = /(?:Live|Impl|Manager|Helpers?|Utils?)$/

const judge = (context: Context, node: Node, name: string) => {
  if (wordless.test(name))
    context.report({ node, message: `${name}: the ending names no idea of the field.` })
}
