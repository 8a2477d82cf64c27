import { Schema } from "effect"
import { Permission } from "../../../shared/Permission.ts"
import { readableContexts } from "../../events/model/index.ts"

/** Which events: a type, or its first words. `accounting.entry` is followed by `accounting.entry.posted`. */
export const Topic = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z_-]{0,39}(?:\.[a-z][a-z_-]{0,39}){0,3}$/)
).annotate({
  description: "An event's type, or its first words: accounting, accounting.entry, accounting.entry.posted",
  examples: ["accounting.entry"]
})

export const Topics = Schema.Array(Topic)
  .check(Schema.isMinLength(1), Schema.isMaxLength(50))
  .annotate({ description: "1 to 50 topics", examples: [["accounting.entry", "payments"]] })

/** The right that the events of a topic ask for; undefined when no event begins so. */
export const rightFor = (topic: string): Permission | undefined =>
  Permission.literals.find((right) => readableContexts(new Set([right])).includes(contextOf(topic)))

/** The first words of all events that may be read. */
export const knownContexts: ReadonlyArray<string> = readableContexts(new Set(Permission.literals))

const contextOf = (topic: string) => topic.split(".")[0] ?? ""
