import {
  getNamedType,
  type GraphQLFieldMap,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo
} from "graphql"

/**
 * The part of a schema that documents use, as text without descriptions: the fields that they select, all arguments,
 * whole inputs and enums, every member of a union and every type of an interface.
 */
export const projectedSchema = (schema: GraphQLSchema, documents: ReadonlyArray<string>): string => {
  const selected = selectedFields(schema, documents)
  const kept = new Map<string, GraphQLNamedType>()
  const keep = (type: GraphQLNamedType): void => {
    if (kept.has(type.name) || isSpecifiedScalarType(type)) return
    kept.set(type.name, type)
    if (isUnionType(type)) type.getTypes().forEach(keep)
    if (isInterfaceType(type)) schema.getPossibleTypes(type).forEach(keep)
    if (isInputObjectType(type)) {
      Object.values(type.getFields()).forEach((field) => keep(getNamedType(field.type)))
    }
    if (isObjectType(type)) type.getInterfaces().forEach(keep)
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of fieldsOf(type, selected)) {
        keep(getNamedType(field.type))
        field.args.forEach((argument) => keep(getNamedType(argument.type)))
      }
    }
  }
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    if (root !== null && root !== undefined) keep(root)
  }
  return `${[...kept.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((type) => printed(type, selected, schema))
    .join("\n\n")}\n`
}

const selectedFields = (schema: GraphQLSchema, documents: ReadonlyArray<string>) => {
  const selected = new Map<string, Set<string>>()
  for (const document of documents) {
    const info = new TypeInfo(schema)
    visit(
      parse(document),
      visitWithTypeInfo(info, {
        Field: ({ name }) => {
          const parent = info.getParentType()
          if (parent === undefined || parent === null || name.value.startsWith("__")) return
          selected.set(parent.name, (selected.get(parent.name) ?? new Set()).add(name.value))
        }
      })
    )
  }
  return selected
}

interface Fielded {
  readonly name: string
  readonly getFields: () => GraphQLFieldMap<unknown, unknown>
  readonly getInterfaces: () => ReadonlyArray<Fielded>
}

/** Its selected fields and those that its interfaces keep; `message`, else `id`, else its first, where nothing is. */
const fieldsOf = (
  type: Fielded,
  selected: ReadonlyMap<string, ReadonlySet<string>>
): ReadonlyArray<GraphQLFieldMap<unknown, unknown>[string]> => {
  const inherited = type.getInterfaces().flatMap((one) => fieldsOf(one, selected).map(({ name }) => name))
  const names = new Set([...(selected.get(type.name) ?? []), ...inherited])
  const all = Object.values(type.getFields())
  const found = all.filter(({ name }) => names.has(name))
  if (found.length > 0) return found
  const one =
    all.find(({ name }) => name === "message" || name === "id") ??
    all.find((field) => isLeafType(getNamedType(field.type))) ??
    all[0]
  return one === undefined ? [] : [one]
}

const printed = (
  type: GraphQLNamedType,
  selected: ReadonlyMap<string, ReadonlySet<string>>,
  schema: GraphQLSchema
): string => {
  if (isScalarType(type)) return `scalar ${type.name}`
  if (isEnumType(type))
    return `enum ${type.name} {\n${type
      .getValues()
      .map(({ name }) => `  ${name}`)
      .join("\n")}\n}`
  if (isUnionType(type))
    return `union ${type.name} =\n${type
      .getTypes()
      .map(({ name }) => `  | ${name}`)
      .join("\n")}`
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map((field) => `  ${field.name}: ${String(field.type)}`)
    return `input ${type.name} {\n${fields.join("\n")}\n}`
  }
  const keyword = isInterfaceType(type) ? "interface" : "type"
  const interfaces = type.getInterfaces().map(({ name }) => name)
  const ends = interfaces.length === 0 ? "" : ` implements ${interfaces.join(" & ")}`
  const fields = fieldsOf(type, selected).map((field) => {
    const args = field.args.map((argument) => `${argument.name}: ${String(argument.type)}`)
    return `  ${field.name}${args.length === 0 ? "" : `(${args.join(", ")})`}: ${String(field.type)}`
  })
  return `${keyword} ${rootName(type, schema)}${ends} {\n${fields.join("\n")}\n}`
}

/** The roots of the projection have the names that need no declaration. */
const rootName = (type: GraphQLNamedType, schema: GraphQLSchema): string => {
  if (type.name === schema.getQueryType()?.name) return "Query"
  return type.name === schema.getMutationType()?.name ? "Mutation" : type.name
}
