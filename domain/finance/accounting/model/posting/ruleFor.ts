import type { NewPostingRule, ProposedRule } from "./PostingRule.ts"

type Key = Pick<NewPostingRule, "product" | "vatCode">

/** The rule for an item among those of its event's type: product and VAT code, product, VAT code, default. */
export const ruleFor = <R extends Key>(rules: ReadonlyArray<R>, item: Key): R | undefined => {
  const find = (product: string | undefined, vatCode: string | undefined) =>
    rules.find((rule) => rule.product === product && rule.vatCode === vatCode)
  return (
    find(item.product, item.vatCode) ??
    find(item.product, undefined) ??
    find(undefined, item.vatCode) ??
    find(undefined, undefined)
  )
}

/** The rules as they would be: each proposed one in the place of the one for the same items. */
export const withProposed = (
  rules: ReadonlyArray<NewPostingRule>,
  proposed: ReadonlyArray<ProposedRule>
): ReadonlyArray<NewPostingRule> => {
  const byKey = new Map([...rules, ...proposed].map((rule): [string, ProposedRule] => [keyOf(rule), rule]))
  return [...byKey.values()].filter(({ active }) => active !== false)
}

const keyOf = ({ eventType, product, vatCode }: NewPostingRule) =>
  JSON.stringify([eventType, product ?? null, vatCode ?? null])
