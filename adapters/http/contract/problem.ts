import { Effect, Option, Schema, SchemaAST, SchemaGetter } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { decodedExampleOf } from "./examples.ts"
import { CurrentLanguage, Language, type Texts } from "../../../domain/shared/Language.ts"

/** What a person is told of an error: what happened, why, and what to do next. */
export interface Explanation<E> {
  readonly title: Texts
  readonly detail: (error: E) => Texts
  readonly next: Texts
}

/** Every problem that the contract declares, by slug: the pages under `/problems` are made from it. */
export const problems = new Map<
  string,
  { readonly status: number; readonly title: Texts; readonly next: Texts }
>()

/**
 * A domain error as an RFC 9457 problem document, in the language of the request. `type` is stable and resolves to a
 * page; `facts` holds the error's own fields for programs. Generated clients decode it back into the error.
 */
export const problem = <E, I>(
  self: Schema.Codec<E, I> & { readonly identifier: string },
  explanation: Explanation<E>
) => {
  const tag = self.identifier
  const slug = tag.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()
  const status = statusOf(self.ast) ?? 500
  problems.set(slug, { status, title: explanation.title, next: explanation.next })
  return Schema.Struct({
    type: Schema.Literal(`/problems/${slug}`),
    title: Schema.String,
    status: Schema.Literal(status),
    detail: Schema.String,
    next: Schema.String,
    language: Language,
    facts: self
  })
    .annotate({ identifier: `${tag}Problem`, description: explanation.title.en })
    .pipe(
      Schema.decodeTo(Schema.toType(self), {
        decode: SchemaGetter.transform((document) => document.facts),
        encode: SchemaGetter.transformEffect((error) =>
          Effect.map(CurrentLanguage, (language) => ({
            type: `/problems/${slug}` as const,
            title: explanation.title[language],
            status,
            detail: explanation.detail(error)[language],
            next: explanation.next[language],
            language,
            facts: error
          }))
        )
      }),
      HttpApiSchema.asJson({ contentType: "application/problem+json" })
    )
    .annotate({ httpApiStatus: status, identifier: tag, examples: Option.toArray(decodedExampleOf(self)) })
}

const statusOf = SchemaAST.resolveAt<number>("httpApiStatus")
