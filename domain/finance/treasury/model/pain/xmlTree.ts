import { SaxesParser } from "saxes"

/** An element: local name, own text, children. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly children: Array<XmlElement>
  text: string
}

export type XmlFault = "doctype" | "malformed" | "too-deep" | "too-many-elements" | "field-too-long"

/** Stops the reading of a text that is no XML we take. */
export class XmlRefused extends Error {
  readonly fault: XmlFault
  readonly line: number
  constructor(fault: XmlFault, line: number) {
    super(fault)
    this.fault = fault
    this.line = line
  }
}

const limits = { depth: 32, elements: 200_000, field: 2_000 } as const

/**
 * The document element of a text, in any namespace prefix. Throws `XmlRefused`: a DOCTYPE (so no entity is ever declared),
 * nesting, number of elements or a text beyond the limits, malformed XML.
 */
export const xmlTree = (text: string): XmlElement => {
  const parser = new SaxesParser({ xmlns: true })
  const root: XmlElement = { name: "", namespace: "", children: [], text: "" }
  const path: Array<XmlElement> = [root]
  const stop = (fault: XmlFault): never => {
    throw new XmlRefused(fault, parser.line)
  }
  let count = 0
  parser.on("error", () => stop("malformed"))
  parser.on("doctype", () => stop("doctype"))
  parser.on("opentag", ({ local, uri }) => {
    const element: XmlElement = { name: local, namespace: uri, children: [], text: "" }
    if (++count > limits.elements) stop("too-many-elements")
    path.at(-1)?.children.push(element)
    if (path.push(element) > limits.depth) stop("too-deep")
  })
  const onText = (part: string) => {
    const top = path.at(-1)
    if (top === undefined) return
    top.text += part
    if (top.text.length > limits.field && top.text.trim().length > limits.field) stop("field-too-long")
  }
  parser.on("text", onText)
  parser.on("cdata", onText)
  parser.on("closetag", () => {
    const done = path.pop()
    if (done !== undefined) done.text = done.text.replace(/\p{Cc}/gu, " ").trim()
  })
  parser.write(text).close()
  return root.children[0] ?? stop("malformed")
}

/** The first element at a path of names; undefined when there is none. */
export const elementAt = (from: XmlElement, ...names: ReadonlyArray<string>): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>(
    (found, name) => found?.children.find((child) => child.name === name),
    from
  )

export const elementsNamed = (from: XmlElement, name: string): ReadonlyArray<XmlElement> =>
  from.children.filter((child) => child.name === name)

/** The text at a path; null when there is none or it is empty. */
export const textOf = (from: XmlElement, ...names: ReadonlyArray<string>): string | null => {
  const text = elementAt(from, ...names)?.text ?? ""
  return text === "" ? null : text
}
