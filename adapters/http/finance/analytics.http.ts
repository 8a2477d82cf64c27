import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { CurrentLanguage, type Texts } from "../../../domain/shared/Language.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Analytics, type SectionMovement } from "../../../ports/finance/Analytics.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const codeCursor = cursorOf(Code)
const sectionCursor = cursorOf(Schema.Struct({ account: Schema.String, section: Schema.NullOr(Code) }))

const withoutSection: Texts = { fr: "Sans section", en: "Without section" }

export const analyticsHandlers = HttpApiBuilder.group(Api, "analytics", (handlers) =>
  handlers.handleAll({
    axes: () => Effect.flatMap(Analytics, ({ axes }) => axes),
    addAxis: ({ payload }) => Effect.flatMap(Analytics, ({ addAxis }) => addAxis(payload)),
    changeAxis: ({ headers, params, payload }) =>
      Effect.flatMap(Analytics, ({ changeAxis }) =>
        changeAxis(params.axisId, versionOf(headers["if-match"]), payload)
      ),
    sections: ({ params, query }) =>
      Effect.flatMap(Analytics, ({ sections }) =>
        pageOf(
          codeCursor,
          query,
          ({ code }) => code,
          (count, after) => sections(params.axisId, count, after)
        )
      ),
    addSection: ({ params, payload }) =>
      Effect.flatMap(Analytics, ({ addSection }) => addSection(params.axisId, payload)),
    changeSection: ({ headers, params, payload }) =>
      Effect.flatMap(Analytics, ({ changeSection }) =>
        changeSection(params.sectionId, versionOf(headers["if-match"]), payload)
      ),
    bySection: ({ query: { axis, from, to, ...page } }) =>
      Effect.gen(function* () {
        const { bySection } = yield* Analytics
        const language = yield* CurrentLanguage
        const { items, nextCursor } = yield* pageOf(
          sectionCursor,
          page,
          ({ account, section }: SectionMovement) => ({ account, section }),
          (count, after) => bySection({ axis, from, to }, count, after)
        )
        const named = items.map(({ label, ...item }) => ({
          ...item,
          label: label ?? item.section ?? withoutSection[language]
        }))
        return { items: named, nextCursor }
      })
  })
)
