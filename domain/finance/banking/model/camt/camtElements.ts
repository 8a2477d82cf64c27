import { SaxesParser } from "saxes"
import { limits } from "../limits.ts"
import { printable } from "../SourceText.ts"
import { type Place, refuse } from "../StatementProblem.ts"

/** An element of a CAMT document: local name, currency attribute, own text, children, place of its tag. */
export interface CamtElement {
  readonly name: string
  readonly currency: string | null
  readonly children: Array<CamtElement>
  readonly place: Place
  text: string
}

/** What the reader is told: the message's namespace, each finished entry with its statement so far, each finished statement. */
export interface CamtEvents {
  readonly document: (namespace: string, place: Place) => void
  readonly entry: (entry: CamtElement, statement: CamtElement) => void
  readonly statement: (statement: CamtElement) => void
}

/**
 * Streams a document: an entry is handed over as soon as it ends and is then forgotten, so that memory follows the
 * largest entry and not the file. Any namespace prefix is accepted. DOCTYPE, deep nesting and malformed XML are
 * refused with their place.
 */
export const camtElements = (text: string, events: CamtEvents): void => {
  const parser = new SaxesParser({})
  const path: Array<CamtElement> = []
  const here = (): Place => ({ line: parser.line, column: parser.columnIndex + 1 })
  let tagPlace: Place = { line: 1, column: 1 }
  const namespaces = new Map<string, string>()
  let count = 0
  parser.on("error", (fault) => refuse("xml.malformed", here(), { value: saying(fault) }))
  parser.on("doctype", () => refuse("xml.doctype", here()))
  parser.on("opentagstart", () => {
    tagPlace = here()
  })
  parser.on("opentag", (tag) => {
    const element: CamtElement = {
      name: localName(tag.name),
      currency: tag.attributes["Ccy"] ?? null,
      children: [],
      place: tagPlace,
      text: ""
    }
    if (++count > limits.elements) {
      refuse("file.too-many-elements", tagPlace, { limit: String(limits.elements) })
    }
    declare(namespaces, tag.attributes)
    if (element.name === "Document") events.document(namespaces.get(prefixOf(tag.name)) ?? "", tagPlace)
    path.push(element)
    if (path.length > limits.depth) refuse("file.too-deep", here(), { limit: String(limits.depth) })
  })
  const onText = (part: string): void => {
    const top = path.at(-1)
    if (top === undefined || (top.text === "" && part.trim() === "")) return
    top.text += part
    if (top.text.length > limits.field)
      refuse("file.field-too-long", top.place, { limit: String(limits.field) })
  }
  parser.on("text", onText)
  parser.on("cdata", onText)
  parser.on("closetag", () => {
    const done = path.pop()
    if (done === undefined) return
    done.text = done.children.length > 0 ? "" : printable(done.text).trim()
    finish(done, path.at(-1), events)
  })
  for (let from = 0; from < text.length; from += chunk) parser.write(text.slice(from, from + chunk))
  parser.close()
}

const chunk = 65_536

/** Names of a statement in camt.053, a report in camt.052 and a notification in camt.054. */
const statements: ReadonlySet<string> = new Set(["Stmt", "Rpt", "Ntfctn"])

const finish = (done: CamtElement, parent: CamtElement | undefined, events: CamtEvents): void => {
  if (done.name === "Ntry" && parent !== undefined && statements.has(parent.name)) events.entry(done, parent)
  else if (statements.has(done.name)) events.statement(done)
  else if (parent !== undefined && !outside.has(parent.name)) parent.children.push(done)
}

/** Above the statements nothing is read, so nothing is kept. */
const outside: ReadonlySet<string> = new Set([
  "Document",
  "BkToCstmrStmt",
  "BkToCstmrAcctRpt",
  "BkToCstmrDbtCdtNtfctn",
  "GrpHdr"
])

const localName = (name: string): string => name.slice(name.indexOf(":") + 1)

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(":")))

const declare = (namespaces: Map<string, string>, attributes: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "xmlns") namespaces.set("", value)
    else if (name.startsWith("xmlns:")) namespaces.set(name.slice(6), value)
  }
}

/** The parser's sentence without the place it puts in front. */
const saying = (fault: Error): string => fault.message.replace(/^[\d:]+ /, "").replace(/\.$/, "")

/** The first child reached by a path of names, null when there is none. */
export const at = (element: CamtElement, ...names: ReadonlyArray<string>): CamtElement | null => {
  let found: CamtElement | null = element
  for (const name of names) found = found?.children.find((child) => child.name === name) ?? null
  return found
}

/** All children of that name. */
export const all = (element: CamtElement | null, name: string): ReadonlyArray<CamtElement> =>
  element === null ? [] : element.children.filter((child) => child.name === name)

/** The text at a path; null when there is none or it is empty. */
export const textAt = (element: CamtElement | null, ...names: ReadonlyArray<string>): string | null => {
  const text = (element === null ? null : at(element, ...names))?.text ?? ""
  return text === "" ? null : text
}
