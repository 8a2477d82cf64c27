import type { RuleTester } from "oxlint/plugins-dev"

/** A lint rule as oxlint loads it: the ESLint shape. */
export type Rule = Parameters<RuleTester["run"]>[1]

type Create = Extract<Rule, { readonly create: unknown }>["create"]

/** What a rule is given for one file. */
export type Context = Parameters<Create>[0]

/** A node of the syntax tree. */
export type Node = Parameters<NonNullable<ReturnType<Create>["Identifier"]>>[0]["parent"]
