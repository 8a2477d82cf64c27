import { Context, Effect, Layer } from "effect"
import type { ProcessShape } from "../../domain/platform/processes/model/index.ts"

/** Every definition that processes may be on, old versions too, by `<name>@<version>`. */
export class ProcessDefinitions extends Context.Service<
  ProcessDefinitions,
  ReadonlyMap<string, ProcessShape>
>()("azals/ports/platform/ProcessDefinitions") {
  /** Dies when two have one name and version. */
  static readonly layer = (definitions: ReadonlyArray<ProcessShape>) =>
    Layer.effect(
      ProcessDefinitions,
      Effect.suspend(() => {
        const known = new Map(definitions.map((one) => [definitionKey(one.name, one.version), one] as const))
        return known.size === definitions.length
          ? Effect.succeed(known)
          : Effect.die(`two definitions of one version: ${[...known.keys()].join(", ")}`)
      })
    )
}

/** The name of one version of a definition. */
export const definitionKey = (name: string, version: number): string => `${name}@${version}`
