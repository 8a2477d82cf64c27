import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { Language } from "../../../domain/shared/Language.ts"
import { problems } from "../contract/problem.ts"
import { escaped, page } from "./page.ts"
import { pageLanguage } from "./pageLanguage.ts"

/** What each problem `type` resolves to: what it means and what to do, for a person or, on demand, for a program. */
export const problemPages = Layer.merge(
  HttpRouter.add(
    "GET",
    "/problems",
    Effect.gen(function* () {
      const language = yield* pageLanguage
      return (yield* wantsJson) ? HttpServerResponse.jsonUnsafe(all(language)) : list(language)
    })
  ),
  HttpRouter.add(
    "GET",
    "/problems/:slug",
    Effect.gen(function* () {
      const language = yield* pageLanguage
      const { slug = "" } = yield* HttpRouter.params
      const found = described(slug, language)
      const json = yield* wantsJson
      if (found === undefined) return json ? HttpServerResponse.empty({ status: 404 }) : unknown(language)
      return json ? HttpServerResponse.jsonUnsafe(found) : one(found, language)
    })
  )
)

interface Described {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly next: string
}

const described = (slug: string, language: Language): Described | undefined => {
  const known = problems.get(slug)
  if (known === undefined) return undefined
  const { next, status, title } = known
  return { type: `/problems/${slug}`, title: title[language], status, next: next[language] }
}

const all = (language: Language) =>
  [...problems.keys()].toSorted().flatMap((slug) => described(slug, language) ?? [])

const wantsJson = Effect.map(HttpServerRequest.HttpServerRequest, ({ headers }) => {
  const accept = headers["accept"] ?? ""
  return accept.includes("json") && !accept.includes("text/html")
})

const one = ({ next, status, title, type }: Described, language: Language) =>
  page({
    language,
    title,
    body: `    <main>
      <p><a href="/problems">${texts[language].back}</a></p>
      <h1>${escaped(title)}</h1>
      <p><code>${escaped(type)}</code>, HTTP ${status}</p>
      <h2>${texts[language].next}</h2>
      <p>${escaped(next)}</p>
    </main>`
  })

const list = (language: Language) =>
  page({
    language,
    title: texts[language].list,
    body: `    <main>
      <p><a href="/">AZALSCORE</a></p>
      <h1>${texts[language].list}</h1>
      <ul>
${all(language)
  .map(
    ({ status, title, type }) => `        <li>${status} <a href="${escaped(type)}">${escaped(title)}</a></li>`
  )
  .join("\n")}
      </ul>
    </main>`
  })

const unknown = (language: Language) =>
  page(
    {
      language,
      title: texts[language].unknown,
      body: `    <main>
      <h1>${texts[language].unknown}</h1>
      <p><a href="/problems">${texts[language].back}</a></p>
    </main>`
    },
    404
  )

const texts = {
  fr: {
    back: "Tous les problèmes",
    next: "Que faire",
    list: "Les problèmes que le service peut signaler",
    unknown: "Ce problème n'existe pas"
  },
  en: {
    back: "All problems",
    next: "What to do",
    list: "The problems that the service may report",
    unknown: "There is no such problem"
  }
} as const
