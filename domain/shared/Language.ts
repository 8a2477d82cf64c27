import { Context, Schema } from "effect"

/** The languages that the service answers in. */
export const Language = Schema.Literals(["fr", "en"])
export type Language = typeof Language.Type

/** One text in each language. */
export type Texts = Readonly<Record<Language, string>>

/** The language of the person or program that is being answered. */
export const CurrentLanguage = Context.Reference<Language>("azals/shared/CurrentLanguage", {
  defaultValue: () => "fr"
})
