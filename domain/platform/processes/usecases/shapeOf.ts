import { Effect } from "effect"
import { definitionKey, ProcessDefinitions } from "../../../../ports/platform/ProcessDefinitions.ts"
import type { Process } from "../model/index.ts"

/** The definition that a process is on; one that this service does not know is a defect. */
export const shapeOf = ({ definition, definitionVersion }: Process) =>
  Effect.flatMap(ProcessDefinitions, (known) => {
    const shape = known.get(definitionKey(definition, definitionVersion))
    return shape === undefined
      ? Effect.die(`no definition ${definitionKey(definition, definitionVersion)}`)
      : Effect.succeed(shape)
  })
