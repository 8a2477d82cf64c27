import { DateTime, Option } from "effect"
import {
  advance,
  currentStep,
  type Finding,
  firstStanding,
  nextOf,
  type ProcessShape,
  type Signal,
  type Standing
} from "../../../domain/platform/processes/model/index.ts"

/** What others know of a step, and the process may not: the truth about what was asked for. */
type Truth = "none" | "asked" | "happened" | "did-not" | "undo-asked" | "undone"

/** The outside world of one process, and every promise that was broken to it. */
export interface World {
  readonly truth: ReadonlyArray<Truth>
  readonly doubled: ReadonlyArray<string>
  readonly presumed: ReadonlyArray<string>
  readonly outOfOrder: ReadonlyArray<string>
  readonly leftBehind: ReadonlyArray<string>
}

export interface Seen {
  readonly standing: Standing
  readonly world: World
  readonly path: ReadonlyArray<string>
  readonly movedAfterEnd: boolean
}

export interface Explored {
  readonly seen: ReadonlyArray<Seen>
  /** Whether the search was cut off. */
  readonly unfinished: ReadonlyArray<string>
  /** Standings from which no end and no person's help can be reached any more. */
  readonly stuck: ReadonlyArray<ReadonlyArray<string>>
}

interface Model {
  readonly shape: ProcessShape
  readonly move: Move
}

interface Node {
  readonly standing: Standing
  readonly truth: ReadonlyArray<Truth>
  readonly retries: number
  readonly path: ReadonlyArray<string>
  readonly broken: Pick<World, "doubled" | "outOfOrder" | "presumed">
}

const most = 60_000
const now = DateTime.makeUnsafe("2026-11-22T12:00:00Z")
const past = DateTime.makeUnsafe("2026-01-01T12:00:00Z")

/** The transition function that is explored. */
export type Move = typeof advance

/**
 * Every standing that a process can come to, by every order of what may happen: a worker's step, which commits or is
 * lost with its worker (then nothing of it was written); outcomes that come, are lost, or are learnt later; time; and
 * people who cancel, decide and retry. Steps of the worker are taken from `nextOf` as the engine takes them.
 */
export const explore = (shape: ProcessShape, move: Move = advance): Explored => {
  const first: Node = {
    standing: firstStanding(shape),
    truth: shape.steps.map(() => "none"),
    retries: 0,
    path: [],
    broken: { doubled: [], outOfOrder: [], presumed: [] }
  }
  const nodes = new Map<string, Node>([[keyOf(first), first]])
  const edges = new Map<string, ReadonlyArray<string>>()
  const queue = [first]
  for (let head = 0; head < queue.length && nodes.size < most; head++) {
    const node = queue[head]
    if (node === undefined) break
    const followers = followersOf({ shape, move }, node)
    edges.set(keyOf(node), followers.map(keyOf))
    for (const follower of followers) {
      const key = keyOf(follower)
      if (nodes.has(key)) continue
      nodes.set(key, follower)
      queue.push(follower)
    }
  }
  const ending = reaching(nodes, edges)
  return {
    seen: [...nodes.values()].map((node) => seenOf({ shape, move }, node)),
    unfinished: nodes.size < most ? [] : [`cut off after ${most} standings`],
    stuck: [...nodes].flatMap(([key, { path }]) => (ending.has(key) ? [] : [path]))
  }
}

/** A crash needs no node of its own: what was not committed leaves the process where it was, which is a node. */
const keyOf = ({ broken, retries, standing, truth }: Node) =>
  JSON.stringify([standing, truth, retries, broken])

const followersOf = (model: Model, node: Node): ReadonlyArray<Node> => [
  ...workerSteps(model, node),
  ...outsideSteps(node),
  ...(["Cancelled", "Retried"] as const).flatMap((wish) =>
    wish === "Retried" && node.retries > 0 ? [] : person(model, node, { _tag: wish })
  ),
  ...[true, false].flatMap((approved) => person(model, node, { _tag: "Decided", approved })),
  ...timePassing(node)
]

/** Every wait that runs is over: time is as long as the longest of them. */
const timePassing = (node: Node): ReadonlyArray<Node> => {
  const { standing } = node
  const runs = (until: DateTime.Utc | null) => until !== null && DateTime.isGreaterThan(until, now)
  if (!standing.steps.some(({ until }) => runs(until))) return []
  const steps = standing.steps.map((step) => (runs(step.until) ? { ...step, until: past } : step))
  return [{ ...node, standing: { ...standing, steps }, path: [...node.path, "time"] }]
}

const person = (model: Model, node: Node, signal: Signal): ReadonlyArray<Node> =>
  Option.match(model.move(model.shape, node.standing, signal, now), {
    onNone: () => [],
    onSome: (standing) => [
      {
        ...node,
        standing,
        retries: node.retries + (signal._tag === "Retried" ? 1 : 0),
        path: [...node.path, signal._tag === "Decided" ? `Decided ${signal.approved}` : signal._tag]
      }
    ]
  })

/** What was asked for happens or not, whether or not anybody looks. */
const outsideSteps = (node: Node): ReadonlyArray<Node> =>
  node.truth.flatMap((truth, position) => {
    const become = (to: Truth): Node => ({
      ...node,
      truth: node.truth.with(position, to),
      path: [...node.path, `${position} ${to}`]
    })
    if (truth === "asked") return [become("happened"), become("did-not")]
    if (truth === "undo-asked") return [become("undone"), become("happened")]
    return []
  })

const workerSteps = (model: Model, node: Node): ReadonlyArray<Node> => {
  const next = nextOf(model.shape, node.standing, now)
  switch (next._tag) {
    case "Rest":
      return []
    case "Expire":
      return person(model, node, { _tag: "Decided", approved: false })
    case "Ring":
      return findings(model, node, next.current.position, [{ _tag: "Succeeded" }])
    case "Begin":
      return begins(model, node, next.current.position)
    case "Undo":
      return undos(model, node, next.current.position)
    case "Look":
    case "LookBack":
      return findings(model, node, next.current.position, whatIsSeen(model, node, next.current.position))
  }
}

const begins = (model: Model, node: Node, position: number): ReadonlyArray<Node> => {
  const kind = model.shape.steps[position]?.kind
  const truth = node.truth[position] ?? "none"
  const again = truth === "asked" || truth === "happened"
  const doubled =
    kind === "operation" && again ? [...node.broken.doubled, `${position}`] : node.broken.doubled
  const asked: Truth = kind === "operation" || kind === "event" ? "asked" : truth
  const begun = signalled(model, node, { _tag: "Begun" }, `begin ${position}`).map((one) => ({
    ...one,
    truth: one.truth.with(position, asked),
    broken: { ...one.broken, doubled }
  }))
  if (kind !== "operation") return begun
  const refusals = [true, false].flatMap((mayTry) =>
    signalled(
      model,
      node,
      { _tag: "Found", finding: { _tag: "Refused", again: mayTry } },
      `no begin ${position}`
    )
  )
  return [...begun, ...refusals]
}

const undos = (model: Model, node: Node, position: number): ReadonlyArray<Node> => {
  const later = node.truth.findIndex(
    (truth, index) =>
      index > position && (truth === "happened" || truth === "undo-asked") && isUndone(model.shape, index)
  )
  const wrong = later >= 0 || node.truth[position] !== "happened"
  const outOfOrder = wrong ? [...node.broken.outOfOrder, `${position}`] : node.broken.outOfOrder
  return signalled(model, node, { _tag: "Begun" }, `undo ${position}`).map((one) => ({
    ...one,
    truth: one.truth.with(position, "undo-asked" as const),
    broken: { ...one.broken, outOfOrder }
  }))
}

/** The truth, or that nobody knows it yet: never the opposite. */
const whatIsSeen = (model: Model, { standing, truth }: Node, position: number): ReadonlyArray<Finding> => {
  const event = model.shape.steps[position]?.kind === "event"
  const undoing = currentStep(model.shape, standing)?.undoing === true
  const open: ReadonlyArray<Finding> = event
    ? [{ _tag: "Pending" }]
    : [{ _tag: "Pending" }, { _tag: "Unknown" }]
  const refused: ReadonlyArray<Finding> = [
    { _tag: "Refused", again: true },
    { _tag: "Refused", again: false }
  ]
  switch (truth[position]) {
    case "happened":
      return undoing ? [...open, ...refused] : [...open, { _tag: "Succeeded" }]
    case "undone":
      return [...open, { _tag: "Succeeded" }]
    case "did-not":
      return [...open, ...refused]
    default:
      return open
  }
}

const findings = (
  model: Model,
  node: Node,
  position: number,
  seen: ReadonlyArray<Finding>
): ReadonlyArray<Node> =>
  seen.flatMap((finding) =>
    signalled(model, node, { _tag: "Found", finding }, `${position} ${finding._tag}`).map((one) => {
      const phase = one.standing.steps[position]?.phase
      const settled = phase === "done" || phase === "failed" || phase === "undone" || phase === "pending"
      const open =
        finding._tag === "Unknown" ||
        (finding._tag === "Pending" && model.shape.steps[position]?.kind !== "event")
      return open && settled
        ? { ...one, broken: { ...one.broken, presumed: [...one.broken.presumed, `${position}`] } }
        : one
    })
  )

/** A signal that the engine sends has a place: that it has none is the fault that the engine dies of. */
const signalled = (model: Model, node: Node, signal: Signal, step: string): ReadonlyArray<Node> => {
  const moved = model.move(model.shape, node.standing, signal, now)
  if (Option.isNone(moved)) throw new Error(`${[...node.path, step].join(", ")}: ${signal._tag} has no place`)
  return [{ ...node, standing: moved.value, path: [...node.path, step] }]
}

const isUndone = ({ steps }: ProcessShape, position: number) => {
  const step = steps[position]
  return step?.kind === "operation" && step.undone
}

const seenOf = (model: Model, node: Node): Seen => {
  const { broken, path, standing, truth } = node
  const over = standing.state === "completed" || standing.state === "compensated"
  const late: ReadonlyArray<Signal> = [
    { _tag: "Begun" },
    { _tag: "Found", finding: { _tag: "Succeeded" } },
    { _tag: "Found", finding: { _tag: "Unknown" } },
    { _tag: "Decided", approved: true },
    { _tag: "Cancelled" },
    { _tag: "Retried" }
  ]
  const leftBehind = truth.flatMap((one, position) =>
    isUndone(model.shape, position) && one !== "none" && one !== "did-not" && one !== "undone"
      ? [`${position} ${one}`]
      : []
  )
  return {
    standing,
    path,
    world: { ...broken, truth, leftBehind },
    movedAfterEnd:
      over && late.some((signal) => Option.isSome(model.move(model.shape, standing, signal, now)))
  }
}

/** The nodes from which an end, or a standing that asks for a person, can be reached. */
const reaching = (nodes: ReadonlyMap<string, Node>, edges: ReadonlyMap<string, ReadonlyArray<string>>) => {
  const before = new Map<string, Array<string>>()
  for (const [from, followers] of edges) {
    for (const to of followers) before.set(to, [...(before.get(to) ?? []), from])
  }
  const ends = [...nodes].flatMap(
    ([
      key,
      {
        standing: { state }
      }
    ]) => (state === "completed" || state === "compensated" || state === "failed" ? [key] : [])
  )
  const found = new Set(ends)
  for (const key of found) for (const from of before.get(key) ?? []) found.add(from)
  return found
}
