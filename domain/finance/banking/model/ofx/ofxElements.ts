import { limits } from "../limits.ts"
import { type Place, refuse } from "../StatementProblem.ts"
import { ofxTokens } from "./ofxTokens.ts"

/** An OFX element: name in capitals, text of a leaf, children of an aggregate, place of its tag. */
export interface OfxElement {
  readonly name: string
  readonly place: Place
  readonly children: Array<OfxElement>
  text: string
}

/** What the reader is told: each finished aggregate it may want, with the aggregates around it, outermost first. */
export interface OfxEvents {
  readonly wants: ReadonlySet<string>
  readonly done: (element: OfxElement, around: ReadonlyArray<OfxElement>) => void
}

/**
 * Streams OFX 1 (SGML) and OFX 2 (XML) alike: a leaf ends at its own closing tag or at the next tag; an empty leaf
 * may never be closed, an aggregate must be. A wanted aggregate is handed over and forgotten, so that memory follows
 * the largest one and not the file.
 */
export const ofxElements = (text: string, events: OfxEvents): void => {
  const open: Array<OfxElement> = []
  let finished = false
  let count = 0
  for (const token of ofxTokens(text)) {
    if (finished) refuse("file.mixed", token.place, { value: token.value })
    if (token.kind === "open") {
      if (++count > limits.elements) {
        refuse("file.too-many-elements", token.place, { limit: String(limits.elements) })
      }
      endLeaf(open, events)
      open.push({ name: token.value, place: token.place, children: [], text: "" })
      if (open.length > limits.depth) refuse("file.too-deep", token.place, { limit: String(limits.depth) })
    } else if (token.kind === "close") {
      close(open, token.value, token.place, events)
      finished = open.length === 0
    } else {
      addText(open, token.value, token.place)
    }
  }
  const [root] = open
  if (root !== undefined) refuse("file.truncated", root.place, { missing: `</${root.name}>` })
}

const addText = (open: ReadonlyArray<OfxElement>, text: string, place: Place): void => {
  const top = open.at(-1)
  if (top === undefined) return refuse("file.mixed", place, { value: text })
  if (top.children.length > 0) refuse("ofx.malformed", place, { value: text })
  top.text += text
  if (top.text.length > limits.field) refuse("file.field-too-long", place, { limit: String(limits.field) })
}

/** A leaf that has its text ends where the next tag begins. */
const endLeaf = (open: Array<OfxElement>, events: OfxEvents): void => {
  if ((open.at(-1)?.text.trim() ?? "") !== "") finish(open, events)
}

const close = (open: Array<OfxElement>, name: string, place: Place, events: OfxEvents): void => {
  if (open.at(-1)?.name !== name) endLeaf(open, events)
  if (!open.some((element) => element.name === name)) refuse("ofx.malformed", place, { value: `</${name}>` })
  while (open.at(-1)?.name !== name) unclosed(open, place)
  finish(open, events)
}

const finish = (open: Array<OfxElement>, events: OfxEvents): void => {
  const done = open.pop()
  if (done === undefined) return
  done.text = done.text.trim()
  if (events.wants.has(done.name)) events.done(done, open)
  else open.at(-1)?.children.push(done)
}

/** An empty leaf that was never closed: what seemed its children are its sisters. An aggregate must be closed. */
const unclosed = (open: Array<OfxElement>, place: Place): void => {
  const leaf = open.pop()
  if (leaf === undefined) return
  if (aggregate.test(leaf.name)) refuse("ofx.malformed", place, { value: `<${leaf.name}>` })
  open.at(-1)?.children.push({ ...leaf, children: [] }, ...leaf.children)
}

/** The aggregates of a statement response. */
const aggregate =
  /(?:^OFX|MSGSRSV\d|TRNRS|STMTRS|TRANLISTP?|STMTTRNP?|BAL|ACCTFROM|ACCTTO|STATUS|SONRS|FI|PAYEE|CURRENCY|INVBANKTRAN)$/

/** The first child of that name; null when there is none. */
export const childOf = (element: OfxElement | null, name: string): OfxElement | null =>
  element?.children.find((child) => child.name === name) ?? null

/** The text of the first child of that name; null when there is none or it is empty. */
export const textOf = (element: OfxElement | null, name: string): string | null => {
  const text = childOf(element, name)?.text ?? ""
  return text === "" ? null : text
}
