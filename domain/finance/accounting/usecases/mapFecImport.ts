import { Effect, Option } from "effect"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import {
  changedMapping,
  type FecImport,
  type FecImportId,
  type FecImportState,
  fecImportTransitions,
  type FecMappingChange
} from "../model/index.ts"

/** Says what codes of the file become, while nothing is posted and nobody changed it since `version`. */
export const mapFecImport = Effect.fn("accounting.mapFecImport")(function* (
  id: FecImportId,
  version: number,
  change: FecMappingChange
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  return yield* write(
    Effect.gen(function* () {
      const current = yield* imports.find(id)
      const mapping = yield* Effect.fromResult(changedMapping(current.mapping, change))
      const mapped = yield* imports.map(id, version, mapping)
      return Option.isSome(mapped) ? mapped.value : yield* refuseImportStep(current.id, version, "previewed")
    })
  )
})

/** Why an import did not take a step: it is at another version, or its state has no such step. */
export const refuseImportStep = Effect.fnUntraced(function* (
  id: FecImportId,
  version: number,
  attempted: FecImportState
) {
  const imports = yield* FecImports
  const { state, version: current }: FecImport = yield* imports.find(id)
  if (current !== version) return yield* new VersionConflict({ entity: "FecImport", id, current })
  return yield* new IllegalTransition({
    entity: "FecImport",
    id,
    from: state,
    attempted,
    allowed: fecImportTransitions[state]
  })
})
