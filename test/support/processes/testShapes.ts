import { Duration, Schema } from "effect"
import {
  decision,
  operation,
  processDefinition,
  type ProcessShape,
  type StepDefinition,
  timer,
  waitFor
} from "../../../domain/platform/processes/model/index.ts"
import { suiteDefinitions } from "../../../domain/finance/suite/model/index.ts"

const title = { fr: "Étape", en: "Step" }

const shape = (steps: ReadonlyArray<StepDefinition>): ProcessShape =>
  processDefinition({
    name: "test.process",
    version: 1,
    title,
    input: Schema.Struct({}),
    subject: () => ({ label: "Test", amount: null }),
    permissions: [],
    steps,
    review: null
  })

const undone = (name: string, attempts = 1) => operation({ name, title, attempts, undone: true })

/** Processes with every kind of step and policy, and those of the suite. */
export const shapes: Readonly<Record<string, ProcessShape>> = {
  "one operation": shape([undone("one")]),
  "an operation that is tried again": shape([undone("one", 2)]),
  "two that are undone": shape([undone("one"), undone("two")]),
  "one that is not undone between two that are": shape([
    undone("one"),
    operation({ name: "two", title }),
    undone("three")
  ]),
  "a decision, an operation, an event": shape([
    decision({ name: "ask", title, permission: "processes:decide" }),
    undone("one"),
    waitFor({ name: "then", title, onFailure: "stop" })
  ]),
  "an event that must come": shape([undone("one"), waitFor({ name: "then", title })]),
  "a timer before the last": shape([
    undone("one"),
    timer({ name: "pause", title, within: Duration.hours(1) }),
    undone("two")
  ]),
  ...Object.fromEntries(suiteDefinitions.map((one) => [`${one.name}@${one.version}`, one]))
}
