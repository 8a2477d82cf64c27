import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import { advance, type Signal, type Standing } from "../../../../domain/platform/processes/model/index.ts"
import { explore, type Explored, type Move } from "../../../support/processes/exploreProcess.ts"
import { shapes } from "../../../support/processes/testShapes.ts"

const explored = Object.entries(shapes).map(([name, shape]) => ({ name, ...explore(shape) }))

const all = (holds: (seen: Explored["seen"][number]) => boolean) =>
  explored.flatMap(({ name, seen }) =>
    seen.filter((one) => !holds(one)).map((one) => [name, one.path] as const)
  )

describe("every way in which a process can go, with a crash at every point", () => {
  it.each(explored)("is explored to its end: $name", ({ seen, unfinished }) => {
    assert.isAbove(seen.length, 20)
    assert.deepStrictEqual(unfinished, [])
  })

  it("asks for a step once, until it is surely refused or undone", () =>
    assert.deepStrictEqual(
      all(({ world }) => world.doubled.length === 0),
      []
    ))

  it("takes nothing that is unknown for refused or done", () =>
    assert.deepStrictEqual(
      all(({ world }) => world.presumed.length === 0),
      []
    ))

  it("leaves nothing behind when it says that it is undone", () =>
    assert.deepStrictEqual(
      all(({ standing, world }) => standing.state !== "compensated" || world.leftBehind.length === 0),
      []
    ))

  it("has done everything when it says that it is completed", () =>
    assert.deepStrictEqual(
      all(
        ({ standing }) =>
          standing.state !== "completed" || standing.steps.every(({ phase }) => phase === "done")
      ),
      []
    ))

  it("undoes in the reverse order, and only what was done", () =>
    assert.deepStrictEqual(
      all(({ world }) => world.outOfOrder.length === 0),
      []
    ))

  it("stays where it ended, whatever comes late", () =>
    assert.deepStrictEqual(
      all(({ movedAfterEnd }) => !movedAfterEnd),
      []
    ))

  it("can always reach an end, or a person who helps", () =>
    assert.deepStrictEqual(
      explored.flatMap(({ name, stuck }) => stuck.map((path) => [name, path] as const)),
      []
    ))
})

const refused: Signal = { _tag: "Found", finding: { _tag: "Refused", again: true } }

/** Faults that such engines have had: each must be seen by the search. */
const faulty: Readonly<
  Record<string, readonly [broken: keyof Explored["seen"][number]["world"], move: Move]>
> = {
  "takes an unknown outcome for a refusal": [
    "presumed",
    (shape, standing, signal, now) => advance(shape, standing, isUnknown(signal) ? refused : signal, now)
  ],
  "begins an unknown step again": [
    "doubled",
    (shape, standing, signal, now) =>
      isUnknown(signal) ? Option.some(withPending(standing)) : advance(shape, standing, signal, now)
  ],
  "is undone without waiting for what is under way": [
    "leftBehind",
    (shape, standing, signal, now) =>
      signal._tag === "Cancelled" && standing.state === "waiting"
        ? Option.some({ ...standing, state: "compensated" })
        : advance(shape, standing, signal, now)
  ]
}

const isUnknown = (signal: Signal) => signal._tag === "Found" && signal.finding._tag === "Unknown"

const withPending = (standing: Standing): Standing => ({
  ...standing,
  steps: standing.steps.map((step) =>
    step.phase === "begun" ? { ...step, phase: "pending", until: null } : step
  )
})

describe("an engine that", () => {
  it.each(Object.entries(faulty))("%s is found out", (_name, [broken, move]) => {
    const { seen } = explore(shapes["an operation that is tried again"] ?? assert.fail("no such shape"), move)
    const caught = seen.filter(
      ({ standing, world }) =>
        world[broken].length > 0 && (broken !== "leftBehind" || standing.state === "compensated")
    )
    assert.isAbove(caught.length, 0)
  })
})
