import { Predicate } from "effect"
import { isId, type Operation, payloadsOf, resolved } from "./contract.ts"

/** A place in a payload that holds an id, and whose: the field's own name, such as `accountId`. */
export interface IdPlace {
  readonly path: ReadonlyArray<string | number>
  readonly name: string
}

/** Every place of the payload that takes an id, with one item for each list. */
export const idPlaces = (operation: Operation): ReadonlyArray<IdPlace> =>
  payloadsOf(operation).flatMap(({ schema }) => placesIn(schema, [], 0))

const placesIn = (schema: unknown, path: IdPlace["path"], depth: number): ReadonlyArray<IdPlace> => {
  const found = resolved(schema)
  if (!isRecord(found) || depth > 12) return []
  if (isId(found)) return [{ path, name: nameOf(path) }]
  const { anyOf, items, properties } = found
  return [
    ...(Array.isArray(anyOf) ? anyOf.flatMap((one) => placesIn(one, path, depth + 1)) : []),
    ...(items === undefined ? [] : placesIn(items, [...path, 0], depth + 1)),
    ...(isRecord(properties)
      ? Object.entries(properties).flatMap(([name, part]) => placesIn(part, [...path, name], depth + 1))
      : [])
  ]
}

/** `lineIds/0` is a `lineId`. */
const nameOf = (path: IdPlace["path"]): string => {
  const last = path.findLast((part) => typeof part === "string") ?? "id"
  return typeof path.at(-1) === "number" ? last.replace(/Ids$/, "Id") : last
}

/** The value with an id put at the place; objects and lists on the way are made. */
export const withIdAt = (value: unknown, path: IdPlace["path"], id: string): unknown => {
  const [head, ...rest] = path
  if (head === undefined) return id
  if (typeof head === "number") {
    const list: ReadonlyArray<unknown> = Array.isArray(value) ? value : []
    return [withIdAt(list[0], rest, id), ...list.slice(1)]
  }
  return {
    ...(isRecord(value) ? value : {}),
    [head]: withIdAt(isRecord(value) ? value[head] : undefined, rest, id)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  Predicate.isObject(value) && !Array.isArray(value)
