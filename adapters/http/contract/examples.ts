import { Option, Result, Schema, SchemaAST } from "effect"

/**
 * One value of the schema, decoded: the first of its own `examples`, else put together from those of its parts; an
 * optional part without one is left out. None when a part that must be there has no example: `missingIn` names it.
 */
export const exampleOf = (ast: SchemaAST.AST): Option.Option<unknown> => {
  const stated = statedExample(ast)
  if (Option.isSome(stated)) return stated
  if (ast._tag === "Objects") return objectExample(ast)
  if (ast._tag === "Arrays") return arrayExample(ast)
  if (ast._tag === "Union")
    return Option.fromNullishOr(ast.types.map(exampleOf).find(Option.isSome)).pipe(Option.flatten)
  if (ast._tag === "Declaration") return classExample(ast)
  if (ast._tag === "Suspend") return Option.none()
  return scalarExample(ast)
}

/** The same for a schema whose type is known. */
export const decodedExampleOf = <E, I>(schema: Schema.Codec<E, I>): Option.Option<E> =>
  Option.filter(exampleOf(schema.ast), Schema.is(schema))

/** The same value as it travels. None also when the example breaks the schema's own rules. */
export const encodedExampleOf = (schema: Pick<Schema.Top, "ast">): Option.Option<unknown> =>
  Option.flatMap(exampleOf(schema.ast), (example) => encode(schema.ast, example))

const statedExample = (ast: SchemaAST.AST): Option.Option<unknown> =>
  Option.fromNullishOr(SchemaAST.resolveAt<ReadonlyArray<unknown>>("examples")(ast)).pipe(
    Option.flatMap((examples) => (examples.length > 0 ? Option.some(examples[0]) : Option.none()))
  )

const objectExample = ({ propertySignatures }: SchemaAST.Objects): Option.Option<unknown> => {
  const parts: Record<string, unknown> = {}
  for (const { name, type } of propertySignatures) {
    const example = exampleOf(type)
    if (Option.isSome(example)) parts[String(name)] = example.value
    else if (!SchemaAST.isOptional(type)) return Option.none()
  }
  return Option.some(parts)
}

const arrayExample = ({ elements, rest }: SchemaAST.Arrays): Option.Option<unknown> =>
  Option.all([...elements, ...rest.slice(0, 1)].map(exampleOf))

/** A class is declared over the struct of its fields: the example goes through both. */
const classExample = (ast: SchemaAST.Declaration): Option.Option<unknown> => {
  const fields = ast.encoding?.at(-1)?.to
  if (fields === undefined) return Option.none()
  return exampleOf(fields).pipe(
    Option.flatMap((example) => encode(fields, example)),
    Option.flatMap((encoded) =>
      Result.getSuccess(Schema.decodeUnknownResult(Schema.make<Plain>(ast))(encoded))
    )
  )
}

const scalarExample = (ast: SchemaAST.AST): Option.Option<unknown> => {
  switch (ast._tag) {
    case "Literal":
      return Option.some(ast.literal)
    case "Null":
      return Option.some(null)
    case "Boolean":
      return Option.some(true)
    case "Number":
      return Option.some(1)
    default:
      return Option.none()
  }
}

type Plain = Schema.Codec<unknown, unknown>

const encode = (ast: SchemaAST.AST, example: unknown) =>
  Result.getSuccess(Schema.encodeUnknownResult(Schema.make<Plain>(ast))(example))
